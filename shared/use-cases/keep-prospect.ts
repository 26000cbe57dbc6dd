import type { Instant } from '../domain/instant.ts';
import { isSameValue, mergePatch } from '../domain/merge-patch.ts';
import type { Consent, ConsentPurpose, Prospect, ProspectPatch } from '../domain/prospect.ts';
import { AppError } from '../errors.ts';
import type { ProspectStore } from '../ports/prospect-store.ts';
import { acceptConsent, acceptProspect } from './accept-consent.ts';
import type { InboxPorts } from './change-conversation.ts';
import { makePersonFindable } from './make-findable.ts';
import { showName } from './show-name.ts';

const unknown = (id: string): AppError => new AppError('not-found', `There is no prospect ${id}.`);

/** @throws AppError `not-found`. */
export async function readProspect(prospects: ProspectStore, id: string): Promise<Prospect> {
  const prospect = await prospects.get(id);
  if (prospect === undefined) throw unknown(id);
  return prospect;
}

/**
 * Creates the prospect or replaces its fields; answers it with the newest consent that was ever recorded.
 * @throws AppError `invalid-request` for a consent of the future.
 */
export async function putProspect(ports: InboxPorts, tenantId: string, given: Prospect): Promise<Prospect> {
  const scope = ports.scopes(tenantId);
  const { prospects, people } = scope;
  const prospect = acceptProspect(given, ports.clock.now(), '');
  const before = await prospects.get(prospect.id);
  // First: who is on the roll without a record is passed over, who is not on it would not be found.
  await people.enrol(prospect.id);
  const isNews = before === undefined || saidOf(before) !== saidOf(prospect);
  await prospects.put(prospect, isNews ? ports.clock.now() : undefined);
  await makePersonFindable(scope, prospect, before);
  await showName(ports, tenantId, prospect, before?.name !== undefined);
  return readProspect(prospects, prospect.id);
}

/**
 * Changes what the patch names of a prospect; all else stays, also what others change at the same time.
 * @throws AppError `not-found`.
 */
export async function patchProspect(
  ports: InboxPorts,
  tenantId: string,
  id: string,
  patch: ProspectPatch,
): Promise<Prospect> {
  const scope = ports.scopes(tenantId);
  const { prospects, people } = scope;
  const known = await readProspect(prospects, id);
  if (Object.keys(patch).length === 0) return known;
  await people.enrol(id);
  const changed = await prospects.change(id, (now) => patched(now, patch), ports.clock.now());
  if (changed === undefined) throw unknown(id);
  const { before, after } = changed;
  await makePersonFindable(scope, after, before);
  await showName(ports, tenantId, after, patch.name === null);
  return readProspect(prospects, id);
}

/** The prospect itself where the patch changes nothing. */
function patched(known: Prospect, patch: ProspectPatch): Prospect {
  const merged = mergePatch(known, patch) as Prospect;
  const { toQualify: _no, ...qualified } = merged;
  const after = typeof patch.name === 'string' ? qualified : merged;
  return isSameValue(known, after) ? known : after;
}

/** What the agency says of somebody. Said again without a change, as by who copies everybody each night, it is no news. */
function saidOf({ consents: _own, ...fields }: Prospect): string {
  return JSON.stringify(fields);
}

/**
 * Records a consent or a refusal with its proof; one that is older than what is recorded changes nothing.
 * @throws AppError `not-found`, `invalid-request` for one of the future.
 */
export async function recordConsent(
  { prospects, now }: { prospects: ProspectStore; now: Instant },
  id: string,
  purpose: ConsentPurpose,
  consent: Consent,
): Promise<Prospect> {
  if (!(await prospects.recordConsent(id, purpose, acceptConsent(consent, now)))) throw unknown(id);
  return readProspect(prospects, id);
}

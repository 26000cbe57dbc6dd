import type { Consent, ConsentPurpose, Prospect } from '../domain/prospect.ts';
import { AppError } from '../errors.ts';
import type { ProspectStore } from '../ports/prospect-store.ts';
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

/** Creates the prospect or replaces its fields; answers it with the consents that were recorded before. */
export async function putProspect(
  ports: InboxPorts,
  tenantId: string,
  prospect: Prospect,
): Promise<Prospect> {
  const { prospects, people, search } = ports.scopes(tenantId);
  const before = await prospects.get(prospect.id);
  // First: who is on the roll without a record is passed over, who is not on it would not be found.
  await people.enrol(prospect.id);
  const isNews = before === undefined || saidOf(before) !== saidOf(prospect);
  await prospects.put(prospect, isNews ? ports.clock.now() : undefined);
  await makePersonFindable(search, prospect, before);
  if (prospect.name !== undefined) await showName(ports, tenantId, prospect.id, prospect.name);
  return readProspect(prospects, prospect.id);
}

/** What the agency says of somebody. Said again without a change, as by who copies everybody each night, it is no news. */
function saidOf({ consents: _own, ...fields }: Prospect): string {
  return JSON.stringify(fields);
}

/** Records a consent or a refusal with its proof. @throws AppError `not-found`. */
export async function recordConsent(
  prospects: ProspectStore,
  id: string,
  purpose: ConsentPurpose,
  consent: Consent,
): Promise<Prospect> {
  if (!(await prospects.recordConsent(id, purpose, consent))) throw unknown(id);
  return readProspect(prospects, id);
}

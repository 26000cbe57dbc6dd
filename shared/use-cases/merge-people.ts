import type { AgentId } from '../domain/conversation.ts';
import { apart, together } from '../domain/merged-conversation.ts';
import { composeEntryId } from '../domain/message-id.ts';
import type { Happening } from '../domain/thread.ts';
import { AppError } from '../errors.ts';
import type { Ids } from '../ports/ids.ts';
import type { InboxPorts } from './change-conversation.ts';
import { isKnownPerson } from './known-person.ts';

export interface MergePorts extends InboxPorts {
  ids: Ids;
}

interface Two {
  /** Who is shown no more by itself. */
  prospectId: string;
  into: string;
  by: AgentId;
}

/**
 * Makes one person of two: one conversation shows what both said, and both ids and all addresses go on leading to it.
 * Nothing is moved, so that it can be undone.
 * @throws AppError `not-found`, or `invalid-request` for a person who is already merged, or is to be with themselves.
 */
export async function mergePeople(ports: MergePorts, tenantId: string, two: Two): Promise<void> {
  const { prospectId, into } = two;
  const { prospects, people, conversations } = ports.scopes(tenantId);
  if (prospectId === into) throw refusal('must be somebody else');
  await Promise.all([prospectId, into].map((id) => requireKnown(ports, tenantId, id)));
  const [ties, targetTies] = await Promise.all([prospects.ties(prospectId), prospects.ties(into)]);
  if (targetTies.mergedInto !== undefined) throw refusal('is merged into somebody else');
  if (ties.mergedInto !== undefined && ties.mergedInto !== into) throw refusal('is merged already');
  if (ties.merged.length > 0) throw refusal('shows others: undo that first');
  // Who is shown is on the roll: the other one is passed over there from now on.
  await people.enrol(into);
  await prospects.merge(prospectId, into);
  const now = ports.clock.now();
  const own = await conversations.get(prospectId);
  // Already done by a run that died.
  if (own !== undefined && own.mergedInto !== into) {
    const shown = await conversations.change(into, now, (known) => together(known, own, into));
    const hidden = await conversations.change(
      prospectId,
      now,
      (known) => known && { ...known, mergedInto: into },
    );
    for (const changed of [shown, hidden])
      if (changed !== undefined) await ports.screens.show(tenantId, changed);
  } else if (own === undefined) await hide(ports, tenantId, two);
  await note(ports, tenantId, two, 'merged');
}

/** Somebody who never wrote has no conversation that could lead to the other: what they write later would open one. */
async function hide(
  { clock, scopes }: MergePorts,
  tenantId: string,
  { prospectId, into }: Two,
): Promise<void> {
  const at = clock.now();
  await scopes(tenantId).conversations.change(prospectId, at, () => ({
    prospectId,
    channel: 'sms',
    lastAt: at,
    preview: { direction: 'inbound', messageId: '', text: '' },
    unread: 0,
    labels: [],
    counted: [],
    mergedInto: into,
  }));
}

/**
 * Undoes a merge: two conversations again, each with what was said under its own id, also since.
 * @throws AppError `not-found`, or `invalid-request` for somebody who is not merged.
 */
export async function unmergePeople(
  ports: MergePorts,
  tenantId: string,
  { prospectId, by }: Omit<Two, 'into'>,
): Promise<void> {
  const { prospects, conversations } = ports.scopes(tenantId);
  await requireKnown(ports, tenantId, prospectId);
  const own = await conversations.get(prospectId);
  const into = (await prospects.ties(prospectId)).mergedInto ?? own?.mergedInto;
  if (into === undefined) throw refusal('is merged into nobody');
  await prospects.unmerge(prospectId, into);
  const now = ports.clock.now();
  const saidOwn = own !== undefined && own.preview.messageId !== '';
  if (own !== undefined) {
    const shown = await conversations.change(into, now, (known) => known && apart(known, own));
    if (shown !== undefined) await ports.screens.show(tenantId, shown);
  }
  if (saidOwn) {
    const { mergedInto: _before, ...rest } = own;
    const changed = await conversations.change(prospectId, now, () => rest);
    if (changed !== undefined) await ports.screens.show(tenantId, changed);
  } else await conversations.remove(prospectId, now);
  await note(ports, tenantId, { prospectId, into, by }, 'unmerged');
}

async function requireKnown({ scopes }: MergePorts, tenantId: string, prospectId: string): Promise<void> {
  if (!(await isKnownPerson(scopes(tenantId), prospectId)))
    throw new AppError('not-found', `There is no prospect ${prospectId}.`);
}

function refusal(message: string): AppError {
  return new AppError('invalid-request', `The person ${message}.`, [{ path: 'into', message }]);
}

async function note(
  { clock, ids, scopes }: MergePorts,
  tenantId: string,
  { prospectId, into, by }: Two,
  event: Happening['event'],
): Promise<void> {
  const at = clock.now();
  const id = composeEntryId('event', into, at, ids.claimOwner());
  await scopes(tenantId).threads.add(into, { kind: 'event', id, at, event, by, about: prospectId });
}

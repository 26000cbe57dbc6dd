import {
  type AgentId,
  afterDone,
  afterReading,
  asUnread,
  assigned,
  awake,
  type NumberedConversation,
  snoozed,
} from '../domain/conversation.ts';
import { shortHash } from '../domain/message-id.ts';
import type { Instant } from '../domain/instant.ts';
import { composeEntryId } from '../domain/message-id.ts';
import type { Happening, Note } from '../domain/thread.ts';
import { AppError } from '../errors.ts';
import type { FollowUps } from '../ports/follow-ups.ts';
import type { Ids } from '../ports/ids.ts';
import { makeTextFindable } from './make-findable.ts';
import { changeConversation, type InboxPorts } from './change-conversation.ts';

export interface TendPorts extends InboxPorts {
  ids: Ids;
  followUps: Pick<FollowUps, 'schedule'>;
}

/** What agents do to a conversation. Each answers it as it is afterwards. @throws AppError `not-found`. */

export function markRead(ports: InboxPorts, tenantId: string, prospectId: string, upTo?: string) {
  return changeConversation(ports, tenantId, prospectId, (known) => afterReading(known, upTo));
}

export function markUnread(ports: InboxPorts, tenantId: string, prospectId: string) {
  return changeConversation(ports, tenantId, prospectId, asUnread);
}

/** « Traité »: nobody waits any more. */
export async function markDone(
  ports: TendPorts,
  tenantId: string,
  prospectId: string,
  { by, upTo }: { by: AgentId; upTo: string | undefined },
): Promise<NumberedConversation> {
  const done = await changeConversation(ports, tenantId, prospectId, (known) => afterDone(known, upTo));
  await happened(ports, tenantId, done.prospectId, { event: 'done', by });
  return done;
}

/** Out of the way until an instant, when it comes back by itself. @throws AppError `invalid-request` for the past. */
export async function snooze(
  ports: TendPorts,
  tenantId: string,
  prospectId: string,
  until: Instant,
): Promise<NumberedConversation> {
  if (until <= ports.clock.now())
    throw new AppError('invalid-request', 'until is over.', [
      { path: 'until', message: 'must be in the future' },
    ]);
  // First who wakes it: a run that dies in between wakes nothing.
  const name = `wake-${shortHash(`${tenantId} ${prospectId}`)}-${until}`;
  await ports.followUps.schedule(name, until, { kind: 'wake', tenantId, prospectId, until });
  return changeConversation(ports, tenantId, prospectId, (known) => snoozed(known, until));
}

export function unsnooze(ports: InboxPorts, tenantId: string, prospectId: string) {
  return changeConversation(ports, tenantId, prospectId, (known) => awake(known, ports.clock.now()));
}

export async function assign(
  ports: TendPorts,
  tenantId: string,
  prospectId: string,
  { by, to }: { by: AgentId; to: AgentId | undefined },
): Promise<NumberedConversation> {
  const changed = await changeConversation(ports, tenantId, prospectId, (known) =>
    known.assignee === to ? known : assigned(known, to),
  );
  const about =
    to === undefined ? { event: 'unassigned' as const } : { event: 'assigned' as const, about: to };
  await happened(ports, tenantId, changed.prospectId, { ...about, by });
  return changed;
}

export function label(
  ports: InboxPorts,
  tenantId: string,
  prospectId: string,
  labels: readonly string[],
): Promise<NumberedConversation> {
  const each = [...new Set(labels.map((text) => text.trim()).filter((text) => text !== ''))];
  return changeConversation(ports, tenantId, prospectId, (known) => ({ ...known, labels: each }));
}

/** Tells colleagues something; the person never sees it, and who waits goes on waiting. */
export async function addNote(
  ports: TendPorts,
  tenantId: string,
  prospectId: string,
  { by, text }: { by: AgentId; text: string },
): Promise<Note> {
  const at = ports.clock.now();
  // Changes nothing but the number of the change: other screens see that there is something new.
  const { prospectId: shownBy } = await changeConversation(ports, tenantId, prospectId, (known) => ({
    ...known,
  }));
  const id = composeEntryId('note', shownBy, at, ports.ids.claimOwner());
  const note: Note = { kind: 'note', id, at, by, text };
  const { threads, search } = ports.scopes(tenantId);
  await threads.add(shownBy, note);
  await makeTextFindable(search, { prospectId: shownBy, entryId: id, at, text });
  return note;
}

async function happened(
  ports: TendPorts,
  tenantId: string,
  prospectId: string,
  what: Pick<Happening, 'event' | 'by' | 'about'>,
): Promise<void> {
  const at = ports.clock.now();
  const id = composeEntryId('event', prospectId, at, ports.ids.claimOwner());
  await ports.scopes(tenantId).threads.add(prospectId, { kind: 'event', id, at, ...what });
}

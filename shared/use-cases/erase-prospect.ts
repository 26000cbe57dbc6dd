import { forgottenEnrolment } from '../domain/journeys/enrolment.ts';
import { shortHash } from '../domain/message-id.ts';
import type { Prospect } from '../domain/prospect.ts';
import type { MessageRecord } from '../domain/message-record.ts';
import { AppError } from '../errors.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import type { AttachmentStore } from '../ports/attachment-store.ts';
import { cancelMessage, type CancelPorts } from './cancel-message.ts';
import { addressesOf, type Said } from './export-prospect.ts';
import { makePersonUnfindable, makeTextUnfindable } from './make-findable.ts';
import { isKnownPerson } from './known-person.ts';
import { peopleOf } from './read-thread.ts';

export interface ErasePorts extends CancelPorts {
  attachments: Pick<AttachmentStore, 'remove'>;
}

/** Messages that are worked on at a time. */
const AT_ONCE = 10;

/**
 * Forgets a person (GDPR, article 17), under every id that was found to be theirs: what waits is cancelled, what was
 * said, received and noted, and with which files, is deleted, the record goes. What stays names nobody: that messages
 * were sent, and hashed addresses that must not be written to. The record goes last, when others were told: so that a
 * repetition finishes what a run that died has begun.
 * @throws AppError `not-found` when nothing is kept of anybody of this id.
 */
export async function eraseProspect(ports: ErasePorts, tenantId: string, prospectId: string): Promise<void> {
  const scope = ports.scopes(tenantId);
  const [itself, ...merged] = await peopleOf(scope, prospectId);
  if (itself === undefined || (!(await isKnownPerson(scope, itself)) && merged.length === 0)) {
    // An audience that waits may name them.
    await scope.prospects.remove(prospectId, ports.clock.now());
    throw new AppError('not-found', `There is no prospect ${prospectId}.`);
  }
  for (const id of [...merged, itself]) await eraseOne(ports, tenantId, id);
}

async function eraseOne(ports: ErasePorts, tenantId: string, prospectId: string): Promise<void> {
  const scope = ports.scopes(tenantId);
  // First of all nobody is led on to another message.
  await leaveJourneys(scope, prospectId);
  const [prospect, messages, entries] = await Promise.all([
    scope.prospects.get(prospectId),
    scope.messages.thread(prospectId),
    scope.threads.all(prospectId),
  ]);
  const marketing = prospect?.consents?.marketing;
  const at = ports.clock.now();
  const refusedAt = marketing?.granted === false ? marketing.at : undefined;
  for (const { channel, address } of addressesOf({ prospect, messages, entries }))
    await scope.prospects.forgetAddress(channel, address, at, refusedAt);
  for (let next = 0; next < messages.length; next += AT_ONCE) {
    const some = messages.slice(next, next + AT_ONCE);
    await Promise.all(some.map((record) => eraseMessage(ports, tenantId, record)));
  }
  for (const entry of entries) {
    const files = entry.kind === 'inbound' ? entry.files : [];
    for (const { key } of files) if (key !== undefined) await ports.attachments.remove(key);
  }
  await makeUnfindable(scope, prospectId, { prospect, messages, entries });
  await scope.threads.forget(prospectId);
  const seq = await scope.conversations.remove(prospectId, at);
  if (seq !== undefined) await ports.screens.remove(tenantId, prospectId, seq);
  const id = `${shortHash(prospectId)}-${at}-erased`;
  await ports.domainEvents.publish({ id, type: 'prospect.erased', tenantId, prospectId, at });
  await scope.people.strike(prospectId);
  await scope.prospects.remove(prospectId, at);
}

/** What stays says that somebody went through a journey, so that copies of old events find it over. */
async function leaveJourneys(scope: TenantScope, prospectId: string): Promise<void> {
  const { enrolments, appointments } = scope;
  for (;;) {
    const known = await enrolments.ofProspect(prospectId);
    const saved = await Promise.all(known.map((enrolment) => enrolments.save(forgottenEnrolment(enrolment))));
    if (!saved.includes('lost')) break;
  }
  for (const appointment of await appointments.ofProspect(prospectId)) await appointments.remove(appointment);
}

/** What was found by, of the person and of what was said. */
async function makeUnfindable(
  { search }: TenantScope,
  prospectId: string,
  { prospect, messages, entries }: Said,
): Promise<void> {
  // Also by names and addresses that they went by: a run that died may have left those behind.
  const known = [
    ...(prospect === undefined ? [] : [prospect]),
    ...messages.map(({ message }) => message.prospect),
  ];
  for (const person of goingByDifferentNames(known))
    await makePersonUnfindable(search, { ...person, id: prospectId });
  for (const entry of entries) {
    if (entry.kind === 'event') continue;
    const { id: entryId, at, text } = entry;
    const subject = entry.kind === 'inbound' ? (entry.subject ?? '') : '';
    await makeTextUnfindable(search, { prospectId, entryId, at, text: `${subject} ${text}` });
  }
  for (const { message } of messages) {
    const { id: entryId, createdAt: at, content, author } = message;
    if (author !== undefined && content.body !== undefined)
      await makeTextUnfindable(search, { prospectId, entryId, at, text: content.body });
  }
}

/** Each name and set of addresses once: thousands of messages say the same. */
function goingByDifferentNames(people: readonly Prospect[]): Iterable<Prospect> {
  const name = ({ name: called, phone, whatsapp, email, telegram }: Prospect): string =>
    JSON.stringify([called, phone, whatsapp, email, telegram]);
  return new Map(people.map((person) => [name(person), person])).values();
}

async function eraseMessage(ports: ErasePorts, tenantId: string, { message }: MessageRecord): Promise<void> {
  const { messages } = ports.scopes(tenantId);
  await cancelMessage(ports, tenantId, message.id).catch((error: unknown) => {
    // What has left or has ended needs no cancelling.
    if (!(error instanceof AppError) || error.code !== 'already-left') throw error;
  });
  for (const { key } of message.content.attachments ?? []) {
    if (key !== undefined) await ports.attachments.remove(key);
  }
  const record = await messages.load(message.id);
  if (record !== undefined) await messages.forget(record);
}

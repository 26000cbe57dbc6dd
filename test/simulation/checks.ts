import { applyEvent, type Attempt, statusOf } from '../../shared/domain/attempt.ts';
import type { MessageType } from '../../shared/domain/message.ts';
import {
  attemptsOf,
  type MessageRecord,
  type MessageStatus,
  messageStatus,
} from '../../shared/domain/message-record.ts';
import type { DomainEventType } from '../../shared/domain/domain-event.ts';
import { textFor } from '../../shared/domain/rendered-content.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { checkPerson } from './check-people.ts';
import { checkBroadcasts } from './check-broadcasts.ts';
import { checkStatistics } from './check-statistics.ts';
import type { People } from './people.ts';
import type { PlannedMessage } from './planned-message.ts';
import { type Scenario, TENANT } from './scenario.ts';
import type { Copy } from './simulated-provider.ts';
import type { World } from './world.ts';

/** How many accepted messages ended how. */
export type Outcomes = Partial<Record<MessageStatus, number>>;
/** Every accepted message as it was in the end, by the name under which it was planned. */
export type Endings = Map<string, MessageRecord[]>;

/** Ends of which other systems must have heard, by one of these events. */
const TOLD: Partial<Record<MessageStatus, readonly DomainEventType[]>> = {
  delivered: ['message.delivered'],
  opened: ['message.opened'],
  read: ['message.opened'],
  clicked: ['message.clicked'],
  undeliverable: ['message.undeliverable'],
  expired: ['message.expired'],
  cancelled: ['message.cancelled'],
};

/** What is not worth a second copy, whatever happens. */
const AT_MOST_ONCE = new Set<MessageType>(['marketing', 'survey']);
const ARRIVED = new Set<MessageStatus>(['delivered', 'opened', 'read', 'clicked', 'replied']);
const OPEN = new Set<MessageStatus>(['accepted', 'deferred', 'sending']);

/** Checks a world that has come to rest against every promise, and counts how its messages ended. */
export async function checkPromises(
  world: World,
  people: People,
  scenario: Scenario,
): Promise<{ outcomes: Outcomes; endings: Endings }> {
  const outcomes: Outcomes = {};
  const endings: Endings = new Map();
  for (const message of scenario.messages) {
    const ids = [...(world.witness.accepted.get(message.name) ?? [])];
    checkAcceptance(world, people, message, ids);
    for (const id of ids) {
      const record = await world.scopes(TENANT).messages.load(id);
      if (record === undefined) {
        world.witness.note('no-silent-loss', message.name, 'it was accepted and is nowhere');
        continue;
      }
      const status = messageStatus(record);
      outcomes[status] = (outcomes[status] ?? 0) + 1;
      endings.set(message.name, [...(endings.get(message.name) ?? []), record]);
      await checkMessage(world, scenario, message, record);
      await checkPerson(world, message.name, record);
    }
  }
  await checkBroadcasts(world, scenario, (name, record) => checkMessage(world, scenario, { name }, record));
  await checkStatistics(world);
  checkQueues(world, scenario);
  return { outcomes, endings };
}

function checkAcceptance({ witness }: World, { answered }: People, message: PlannedMessage, ids: string[]) {
  const { name, isKeyed } = message;
  if (isKeyed && ids.length > 1)
    witness.note('one-message-a-key', name, `${ids.length} messages under one idempotency key`);
  for (const id of answered.get(name) ?? [])
    if (!ids.includes(id)) witness.note('no-silent-loss', name, 'it was answered and never queued');
}

async function checkMessage(
  world: World,
  scenario: Scenario,
  { name }: Pick<PlannedMessage, 'name'>,
  record: MessageRecord,
): Promise<void> {
  const { witness } = world;
  const copies = world.copies().filter(({ messageId }) => messageId === record.message.id);
  const note = (rule: string, what: string) => {
    witness.note(rule, name, what);
  };
  checkEnd(world, scenario, record, copies, note);
  checkCopies(record, copies, note);
  await checkAttempts(world, record, copies, note);
}

type Note = (rule: string, what: string) => void;

/** A channel is tried again only where its provider was out: it took nothing, or did not say what it took. */
function mayFollow({ abandoned, rejected }: Attempt['events']): boolean {
  return abandoned !== undefined || ['provider-busy', 'not-taken'].includes(rejected?.errorCode ?? '');
}

/** How it ended agrees with what really happened, and other systems heard of it. */
function checkEnd(
  world: World,
  { tenant }: Scenario,
  record: MessageRecord,
  copies: readonly Copy[],
  note: Note,
): void {
  const status = messageStatus(record);
  const { witness, faults } = world;
  if (OPEN.has(status)) {
    note('no-silent-loss', `nothing is going on any more and it is ${status}`);
    return;
  }
  const arrived = copies.filter(hasArrived);
  // What people say answers the last question that was on its way to them, whether it was the one that they saw.
  const isReported = ARRIVED.has(status) && status !== 'replied';
  if (isReported && arrived.length === 0 && !hasDouble(world, tenant, record))
    note('no-false-report', `it is ${status} and never arrived`);
  if (status === 'sent' && copies.length === 0 && !hasDouble(world, tenant, record))
    note('no-false-report', 'it is sent and no provider has it');
  const wasReported = ({ name, number, channel }: Copy) =>
    !faults.hasStruck('webhook-lost', `${name}.${number} by ${channel}`) &&
    !(channel !== 'email' && faults.struck.size > 0);
  if (!ARRIVED.has(status) && arrived.some(wasReported))
    note('no-silent-loss', `it arrived, that was reported, and it is ${status}`);
  const mayBeAsked = ({ providerId, name, number, channel }: Copy) =>
    isKnownAs(record, providerId) &&
    !faults.hasStruck('provider-outage', world.providerOf(channel).name) &&
    !faults.hasStruck('question-unanswered', `${channel} of ${name}.${number},`);
  if (status === 'sent' && arrived.some(mayBeAsked)) note('heard-in-the-end', 'it arrived and nobody asked');
  if ((status === 'cancelled' || status === 'expired') && arrived.length > 0 && arrived.every(wasReported))
    note('no-false-report', `it is ${status} and arrived`);
  const told = TOLD[status];
  const events = witness.published.filter(({ messageId }) => messageId === record.message.id);
  if (told !== undefined && !events.some(({ type }) => told.includes(type)))
    note(
      'others-are-told',
      `it is ${status} and others heard ${events.map(({ type }) => type).join() || 'nothing'}`,
    );
}

/**
 * Did the person get the very same text by the same channel from another message? Then nobody can tell, not even the
 * provider, which of the two it was. WhatsApp's templates have no text to compare at all.
 */
function hasDouble(world: World, tenant: Tenant, { message }: MessageRecord): boolean {
  const { phone, email, whatsapp } = message.prospect;
  return world
    .copies()
    .filter(({ messageId, to }) => messageId !== message.id && [phone, email, whatsapp].includes(to))
    .some(({ channel, text }) => channel === 'whatsapp' || text === textFor(message, channel, tenant));
}

/** Attempt by attempt: each on a channel that may still be tried, in any order of its reports, and said to be what it is. */
async function checkAttempts(
  world: World,
  record: MessageRecord,
  copies: readonly Copy[],
  note: Note,
): Promise<void> {
  const attempts = attemptsOf(record);
  const known = await world.scopes(TENANT).messages.providerIdsSince(record.message.prospect.id, 0);
  for (const [index, attempt] of attempts.entries()) {
    const { channel, number, events } = attempt;
    const earlier = attempts.slice(0, index).filter((other) => other.channel === channel);
    if (earlier.some((other) => !mayFollow(other.events)))
      note('no-channel-twice', `attempt ${number} repeats ${channel}`);
    // Of two messages that say the same to a person, both in doubt, the copy of one may be taken for that of the other.
    const hasLeft = copies.some((copy) => copy.number === number && !known.has(copy.providerId));
    if (events.rejected?.errorCode === 'not-taken' && hasLeft)
      note('no-false-report', `attempt ${number} is said not to have left, and its provider has it`);
    checkOrder(world, record, attempt, note);
  }
}

/** Was this copy the provider's answer to one of the attempts? Then it can be asked about it. */
function isKnownAs(record: MessageRecord, providerId: string): boolean {
  return attemptsOf(record).some((attempt) => attempt.providerId === providerId);
}

function hasArrived({ news }: Copy): boolean {
  return news.some(({ status }) => status !== 'failed');
}

/** Who gets more than one copy, and why that may be. */
function checkCopies(record: MessageRecord, copies: readonly Copy[], note: Note): void {
  const { message } = record;
  const reached = copies.filter(({ news }) => news.every(({ status }) => status !== 'failed')).length;
  const attempts = attemptsOf(record);
  const doubtful = attempts.filter(({ events }) => events.abandoned !== undefined).length;
  const wanted = message.fallback === undefined ? 0 : attempts.length - 1;
  if (reached <= 1 + wanted) return;
  if (AT_MOST_ONCE.has(message.type)) note('at-most-once', `${reached} copies of a ${message.type} message`);
  else if (reached > 2 + wanted) note('one-extra-at-most', `${reached} copies`);
  else if (doubtful === 0) note('extra-is-marked', 'a second copy that no attempt explains');
}

const ORDERS = 4;

/** The same reports in any other order, and twice, make the same attempt. */
function checkOrder(
  { witness, chance }: World,
  { message }: MessageRecord,
  attempt: Attempt,
  note: Note,
): void {
  // That a pack was sent is known of the pack, and reported of nobody.
  const { sent } = attempt.events;
  const packed =
    attempt.pack === undefined || sent === undefined ? [] : [{ status: 'sent' as const, at: sent.at }];
  const reports = [...(witness.reports.get(`${message.id} ${attempt.number}`) ?? []), ...packed];
  const { providerId: _, ...rest } = attempt;
  const bare: Attempt = { ...rest, events: {} };
  const asFound = factsOf(attempt);
  for (let order = 0; order < ORDERS; order += 1) {
    const shuffled = chance.shuffle(`order ${order}`, [...reports, ...reports]);
    const folded = shuffled.reduce(applyEvent, bare);
    if (factsOf(folded) !== asFound)
      note(
        'any-order-same-end',
        `attempt ${attempt.number} is ${asFound}, in another order ${factsOf(folded)}`,
      );
  }
}

function factsOf(attempt: Attempt): string {
  const instants = Object.entries(attempt.events).map(([status, { at }]) => `${status} ${at}`);
  return [statusOf(attempt), ...instants.sort()].join(', ');
}

/** Nothing is left over but what nobody can read. */
function checkQueues({ queues, scheduler, witness }: World, { acts }: Scenario): void {
  const poison = acts.filter((act) => act.kind === 'poison').map(({ body }) => body);
  for (const queue of queues) {
    if (queue.length > 0)
      witness.note('comes-to-rest', undefined, `${queue.length} records in ${queue.name}`);
    for (const body of queue.dead) {
      if (!poison.includes(body))
        witness.note(
          'only-poison-dies',
          undefined,
          `a healthy record among the dead letters of ${queue.name}`,
        );
    }
  }
  const dead = queues.reduce((sum, queue) => sum + queue.dead.length, 0);
  if (dead < poison.length) witness.note('only-poison-dies', undefined, 'a poison record has gone');
  if (scheduler.length > 0) witness.note('comes-to-rest', undefined, 'schedules are left');
}

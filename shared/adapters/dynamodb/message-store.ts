import { type Attempt, ATTEMPT_STATUSES, type AttemptEvent } from '../../domain/attempt.ts';
import type { Instant } from '../../domain/instant.ts';
import { forgotten, isForgotten, type Message, type MessageType } from '../../domain/message.ts';
import { type Deferral, isSameClaim, type MessageRecord, type Slot } from '../../domain/message-record.ts';
import { milestonesProvedBy } from '../../domain/milestone.ts';
import type { MessageStore, Recorded, SlotTaken } from '../../ports/message-store.ts';
import { messageKey, recordRange, slotKey, threadSince } from './keys.ts';
import {
  attemptOf,
  deferralItem,
  encodeDetails,
  eventAttributes,
  messageItem,
  messageText,
  milestoneAttribute,
  partsOf,
  recordOf,
  recordsOf,
  slotItem,
  slotOf,
} from './message-items.ts';
import { recentRecords } from './recent-records.ts';
import type { Key, Table } from './table.ts';

/** `end` is a reserved word. */
const ENDING = { '#end': 'end' };
const FREE = 'attribute_not_exists(pk)';
/** `:owner`: the SDK asks again by itself when an answer was lost, and the first request may have won. */
const HELD_WITHOUT_RESULT = [
  '(own = :previous OR own = :owner)',
  ...ATTEMPT_STATUSES.map((status) => `attribute_not_exists(e_${status})`),
].join(' AND ');

/** The messages of one tenant, one item for the message and one for each slot; see `keys.ts`. */
export class DynamoMessageStore implements MessageStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async create(message: Message): Promise<'created' | 'exists'> {
    const item = messageItem(this.#key(message.id), message, this.#retentionDays);
    return (await this.#table.put(item, FREE)) ? 'created' : 'exists';
  }

  async load(messageId: string): Promise<MessageRecord | undefined> {
    const key = messageKey(this.#tenantId, messageId);
    if (key === undefined) return undefined;
    return recordOf(this.#tenantId, await this.#table.query({ ...recordRange(key), consistent: true }));
  }

  async follow(message: Message): Promise<{ record: MessageRecord; isStored: boolean }> {
    const key = this.#key(message.id);
    const items = await this.#table.query({ ...recordRange(key), consistent: true });
    const record = recordOf(this.#tenantId, items);
    if (record !== undefined) return { record, isStored: true };
    return { record: { message, ...partsOf(items) }, isStored: false };
  }

  async loadAttempt(messageId: string, number: number): Promise<Attempt | undefined> {
    const item = await this.#table.get(slotKey(this.#key(messageId), number), true);
    return item === undefined || item['ch'] === undefined ? undefined : attemptOf(item, number);
  }

  async takeSlot(messageId: string, slot: Slot): Promise<{ outcome: 'taken-by-you' } | SlotTaken> {
    const key = this.#key(messageId);
    if (await this.#table.put(slotItem(key, slot, this.#retentionDays), FREE))
      return { outcome: 'taken-by-you' };
    const item = await this.#table.get(slotKey(key, slot.number), true);
    if (item === undefined) throw new Error(`Slot ${slot.number} of ${messageId} was taken and has gone`);
    const by = slotOf(item, slot.number);
    return isSameClaim(by, slot) ? { outcome: 'taken-by-you' } : { outcome: 'taken', by };
  }

  async reclaim(
    messageId: string,
    { number, claim }: Attempt,
    previousOwner: string,
  ): Promise<'reclaimed' | 'lost'> {
    const won = await this.#table.update(slotKey(this.#key(messageId), number), {
      update: 'SET own = :owner, #until = :until REMOVE rel',
      condition: HELD_WITHOUT_RESULT,
      names: { '#until': 'until' },
      values: { ':owner': claim.owner, ':until': claim.leaseUntil, ':previous': previousOwner },
    });
    return won ? 'reclaimed' : 'lost';
  }

  async release(
    messageId: string,
    number: number,
    owner: string,
    ticket?: string,
  ): Promise<'released' | 'lost'> {
    const released = await this.#table.update(slotKey(this.#key(messageId), number), {
      update: `SET rel = :yes${ticket === undefined ? '' : ', tick = :ticket'}`,
      condition: 'own = :owner',
      values: { ':yes': true, ':owner': owner, ':ticket': ticket },
    });
    return released ? 'released' : 'lost';
  }

  async recordEvent(messageId: string, number: number, event: AttemptEvent): Promise<Recorded> {
    const key = messageKey(this.#tenantId, messageId);
    if (key === undefined) return { outcome: 'unknown' };
    const { instant, details } = eventAttributes(event.status);
    const detailText = encodeDetails(event);
    const set = [`${instant} = :at`];
    if (detailText !== undefined) set.push(`${details} = :details`);
    if (event.providerId !== undefined) set.push('pid = if_not_exists(pid, :pid)');
    set.push(...provedBy(event));
    const recorded = await this.#table.updateAndRead(slotKey(key, number), {
      update: `SET ${set.join(', ')}${detailText === undefined ? ` REMOVE ${details}` : ''}`,
      condition: `attribute_exists(ch) AND (attribute_not_exists(${instant}) OR ${instant} > :at)`,
      values: { ':at': event.at, ':details': detailText, ':pid': event.providerId },
    });
    if (recorded !== undefined) return { outcome: 'recorded', attempt: attemptOf(recorded, number) };
    const attempt = await this.loadAttempt(messageId, number);
    if (attempt === undefined) return { outcome: 'unknown' };
    const isSame = attempt.events[event.status]?.at === event.at;
    return { outcome: isSame ? 'repeated' : 'unchanged', attempt };
  }

  async announceEvent(messageId: string, number: number, event: AttemptEvent): Promise<Attempt | undefined> {
    const proved = provedBy(event);
    if (proved.length === 0) return this.loadAttempt(messageId, number);
    const item = await this.#table.updateAndRead(slotKey(this.#key(messageId), number), {
      update: `SET ${proved.join(', ')}`,
      condition: 'attribute_exists(ch)',
      values: { ':at': event.at },
    });
    return item && attemptOf(item, number);
  }

  async defer(messageId: string, deferral: Deferral): Promise<void> {
    await this.#table.put(deferralItem(this.#key(messageId), deferral, this.#retentionDays));
  }

  async countSince(prospectId: string, type: MessageType, since: Instant, before?: string): Promise<number> {
    const range = threadSince(this.#tenantId, prospectId, since);
    const items = await this.#table.query({ ...range, only: ['sk', 'id', 'ty', '#end'], names: ENDING });
    const unsent = new Set(items.filter((item) => item['end'] !== undefined).map(({ sk }) => sk));
    return items.filter(
      ({ sk, id, ty }) =>
        ty === type &&
        (before === undefined || (id as string) < before) &&
        !unsent.has(slotKey({ pk: range.pk, sk: sk as string }, 1).sk),
    ).length;
  }

  async providerIdsSince(prospectId: string, since: Instant): Promise<ReadonlySet<string>> {
    const items = await this.#table.query({
      ...threadSince(this.#tenantId, prospectId, since),
      only: ['pid'],
    });
    return new Set(items.map((item) => item['pid']).filter((id) => typeof id === 'string'));
  }

  recent(prospectId: string, limit: number, before?: string): Promise<readonly MessageRecord[]> {
    return recentRecords(this.#table, { tenantId: this.#tenantId, prospectId, limit, before });
  }

  async thread(prospectId: string): Promise<readonly MessageRecord[]> {
    const items = await this.#table.query({
      ...threadSince(this.#tenantId, prospectId, 0),
      consistent: true,
    });
    return recordsOf(this.#tenantId, items).filter(({ message }) => !isForgotten(message));
  }

  async forget({ message, slots }: MessageRecord): Promise<void> {
    const key = this.#key(message.id);
    const details = ATTEMPT_STATUSES.map(
      (status) => eventAttributes(status as AttemptEvent['status']).details,
    );
    for (const { number, kind } of slots) {
      if (kind === 'attempt')
        await this.#table.update(slotKey(key, number), {
          update: `REMOVE ${details.join(', ')}`,
          values: {},
        });
    }
    // Last: until then the message is found again.
    await this.#table.update(key, {
      update: 'SET m = :m',
      values: { ':m': messageText(forgotten(message)) },
    });
  }

  #key(messageId: string): Key {
    const key = messageKey(this.#tenantId, messageId);
    if (key === undefined) throw new Error(`${messageId} is no message id`);
    return key;
  }
}

/** What a report proves keeps the instant of the first one that did. */
function provedBy({ status }: AttemptEvent): string[] {
  return milestonesProvedBy(status).map((milestone) => {
    const attribute = milestoneAttribute(milestone);
    return `${attribute} = if_not_exists(${attribute}, :at)`;
  });
}

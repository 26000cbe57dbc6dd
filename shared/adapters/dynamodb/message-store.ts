import { type Attempt, ATTEMPT_STATUSES, type AttemptEvent } from '../../domain/attempt.ts';
import type { Instant } from '../../domain/instant.ts';
import { isForgotten, type Message, type MessageType } from '../../domain/message.ts';
import { type Deferral, isSameClaim, type MessageRecord, type Slot } from '../../domain/message-record.ts';
import type { Page } from '../../domain/page.ts';
import { milestonesProvedBy } from '../../domain/milestone.ts';
import type { MessageStore, PutBack, Recorded, SlotTaken } from '../../ports/message-store.ts';
import type { PackedRecipient } from '../../domain/broadcast.ts';
import type { BroadcastStore } from '../../ports/broadcast-store.ts';
import { forgetRecord } from './forget-record.ts';
import { messageIdIn, messageKey, recordRange, slotKey, threadSince } from './keys.ts';
import {
  attemptOf,
  deferralItem,
  encodeDetails,
  eventAttributes,
  messageItem,
  milestoneAttribute,
  partsOf,
  recordOf,
  recordsOf,
  slotItem,
  slotOf,
} from './message-items.ts';
import { type Elsewhere, packedAttributes, readElsewhere } from './packed-parts.ts';
import { recentRecords } from './recent-records.ts';
import { countMessages, providerIdsIn, readProviderIds } from './thread-parts.ts';
import type { Item, Key, Table } from './table.ts';

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
  readonly #broadcasts: BroadcastStore;

  constructor(table: Table, tenantId: string, retentionDays: number, broadcasts: BroadcastStore) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
    this.#broadcasts = broadcasts;
  }

  async create(message: Message): Promise<'created' | 'exists'> {
    const item = messageItem(this.#key(message.id), message, this.#retentionDays);
    return (await this.#table.put(item, FREE)) ? 'created' : 'exists';
  }

  async load(messageId: string): Promise<MessageRecord | undefined> {
    const key = messageKey(this.#tenantId, messageId);
    if (key === undefined) return undefined;
    const items = await this.#table.query({ ...recordRange(key), consistent: true });
    return recordOf(this.#tenantId, items, await this.#elsewhere(items));
  }

  async follow(message: Message): Promise<{ record: MessageRecord; isStored: boolean }> {
    const key = this.#key(message.id);
    const items = await this.#table.query({ ...recordRange(key), consistent: true });
    const elsewhere = await this.#elsewhere(items);
    const record = recordOf(this.#tenantId, items, elsewhere);
    if (record !== undefined) return { record, isStored: true };
    return { record: { message, ...partsOf(items, elsewhere) }, isStored: false };
  }

  async loadAttempt(messageId: string, number: number): Promise<Attempt | undefined> {
    const item = await this.#table.get(slotKey(this.#key(messageId), number), true);
    if (item?.['ch'] === undefined) return undefined;
    return attemptOf(item, number, await this.#elsewhere([item]));
  }

  async takeSlot(messageId: string, slot: Slot): Promise<{ outcome: 'taken-by-you' } | SlotTaken> {
    return this.#take(messageId, slot, {});
  }

  async takePackedSlot(recipient: PackedRecipient, type: MessageType, attempt: Attempt) {
    return this.#take(recipient.messageId, attempt, packedAttributes(recipient, type));
  }

  async firstSlots(messageIds: readonly string[]): Promise<ReadonlyMap<string, Slot>> {
    const items = await this.#table.getMany(messageIds.map((id) => slotKey(this.#key(id), 1)));
    const elsewhere = await this.#elsewhere(items);
    return new Map(items.map((item) => [messageIdIn(item), slotOf(item, 1, elsewhere)]));
  }

  async #take(
    messageId: string,
    slot: Slot,
    besides: Item,
  ): Promise<{ outcome: 'taken-by-you' } | SlotTaken> {
    const key = this.#key(messageId);
    if (await this.#table.put({ ...slotItem(key, slot, this.#retentionDays), ...besides }, FREE))
      return { outcome: 'taken-by-you' };
    const item = await this.#table.get(slotKey(key, slot.number), true);
    if (item === undefined) throw new Error(`Slot ${slot.number} of ${messageId} was taken and has gone`);
    if (item['own'] !== undefined && slot.kind === 'attempt' && item['own'] === slot.claim.owner)
      return { outcome: 'taken-by-you' };
    const by = slotOf(item, slot.number, await this.#elsewhere([item]));
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
    { ticket, mayHaveLeft = false }: Partial<PutBack> = {},
  ): Promise<'released' | 'lost'> {
    const set = ['rel = :yes'];
    if (mayHaveLeft) set.push('maybe = :yes');
    if (ticket !== undefined) set.push('tick = :ticket');
    const released = await this.#table.update(slotKey(this.#key(messageId), number), {
      update: `SET ${set.join(', ')}`,
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

  countSince(prospectId: string, type: MessageType, since: Instant, before?: string): Promise<number> {
    return countMessages(this.#table, threadSince(this.#tenantId, prospectId, since), type, before);
  }

  async providerIdsSince(prospectId: string, since: Instant): Promise<ReadonlySet<string>> {
    const items = await readProviderIds(this.#table, threadSince(this.#tenantId, prospectId, since));
    return providerIdsIn(items, await this.#elsewhere(items));
  }

  recent(prospectId: string, limit: number, before?: string): Promise<Page<MessageRecord>> {
    return recentRecords(this.#table, {
      tenantId: this.#tenantId,
      broadcasts: this.#broadcasts,
      prospectId,
      limit,
      before,
    });
  }

  async thread(prospectId: string): Promise<readonly MessageRecord[]> {
    const items = await this.#table.query({
      ...threadSince(this.#tenantId, prospectId, 0),
      consistent: true,
    });
    const records = recordsOf(this.#tenantId, items, await this.#elsewhere(items));
    return records.filter(({ message }) => !isForgotten(message));
  }

  async forget(record: MessageRecord): Promise<void> {
    await forgetRecord(this.#table, this.#key(record.message.id), record);
  }

  #elsewhere(items: readonly Item[]): Promise<Elsewhere> {
    return readElsewhere(this.#table, this.#broadcasts, this.#tenantId, items);
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

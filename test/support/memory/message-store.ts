import { applyEvent, type Attempt, type AttemptEvent, hasResult } from '../../../shared/domain/attempt.ts';
import { messageTo, type PackedRecipient } from '../../../shared/domain/broadcast.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { forgotten, type Message, type MessageType } from '../../../shared/domain/message.ts';
import { nameInPack, parseMessageId, ulidOf, ulidTime } from '../../../shared/domain/message-id.ts';
import {
  type Deferral,
  isSameClaim,
  type MessageRecord,
  type Slot,
} from '../../../shared/domain/message-record.ts';
import { type Page, takePage } from '../../../shared/domain/page.ts';
import { withReached } from '../../../shared/domain/milestone.ts';
import { withPackRun } from '../../../shared/domain/pack-run.ts';
import type { MessageStore, PutBack, Recorded, SlotTaken } from '../../../shared/ports/message-store.ts';
import { MemoryBroadcastStore } from './broadcast-store.ts';
import { MemoryPackStore } from './pack-store.ts';

/** The messages of one tenant. Slots are kept beside messages, as the table does: either may be written first. */
export class MemoryMessageStore implements MessageStore {
  readonly #messages = new Map<string, Message>();
  readonly #slots = new Map<string, Map<number, Slot>>();
  readonly #deferrals = new Map<string, Deferral>();
  readonly #broadcasts: MemoryBroadcastStore;
  readonly #packs: MemoryPackStore;

  constructor(broadcasts = new MemoryBroadcastStore(), packs = new MemoryPackStore()) {
    this.#broadcasts = broadcasts;
    this.#packs = packs;
  }

  async create(message: Message): Promise<'created' | 'exists'> {
    if (this.#messages.has(message.id)) return 'exists';
    this.#messages.set(message.id, structuredClone(message));
    return 'created';
  }

  async load(messageId: string): Promise<MessageRecord | undefined> {
    const message = this.#messages.get(messageId);
    if (message === undefined) return undefined;
    const slots = await this.#slotsSeen(messageId);
    const deferral = this.#deferrals.get(messageId);
    return structuredClone({ message, slots, ...(deferral !== undefined && { deferral }) });
  }

  async follow(message: Message): Promise<{ record: MessageRecord; isStored: boolean }> {
    const record = await this.load(message.id);
    if (record !== undefined) return { record, isStored: true };
    const slots = await this.#slotsSeen(message.id);
    return { record: structuredClone({ message, slots }), isStored: false };
  }

  async loadAttempt(messageId: string, number: number): Promise<Attempt | undefined> {
    const found = this.#attempt(messageId, number);
    return found && ((await this.#seen(messageId, found)) as Attempt);
  }

  async takeSlot(messageId: string, slot: Slot): Promise<{ outcome: 'taken-by-you' } | SlotTaken> {
    const by = this.#slotsOf(messageId).get(slot.number);
    if (by !== undefined && !isSameClaim(by, slot)) return this.#takenBy(messageId, by);
    if (by === undefined) this.#slotsOf(messageId).set(slot.number, structuredClone(slot));
    return { outcome: 'taken-by-you' };
  }

  async takePackedSlot(recipient: PackedRecipient, _type: MessageType, attempt: Attempt) {
    const broadcast = await this.#broadcasts.get(attempt.broadcastId ?? '');
    if (broadcast === undefined) throw new Error('A packed slot names the broadcast that it belongs to');
    const { messageId, prospect, data } = recipient;
    const taken = await this.takeSlot(messageId, attempt);
    if (taken.outcome === 'taken-by-you' && !this.#messages.has(messageId))
      await this.create(messageTo(broadcast, { prospect, ...(data !== undefined && { data }) }));
    return taken;
  }

  async firstSlots(messageIds: readonly string[]): Promise<ReadonlyMap<string, Slot>> {
    const slots = new Map<string, Slot>();
    for (const id of messageIds) {
      const slot = this.#slotsOf(id).get(1);
      if (slot !== undefined) slots.set(id, await this.#seen(id, slot));
    }
    return slots;
  }

  async reclaim(
    messageId: string,
    { number, claim }: Attempt,
    previousOwner: string,
  ): Promise<'reclaimed' | 'lost'> {
    const found = this.#attempt(messageId, number);
    const { owner, leaseUntil } = claim;
    const isMine = found?.claim.owner === previousOwner || found?.claim.owner === owner;
    if (found === undefined || !isMine || hasResult(found)) return 'lost';
    this.#keep(messageId, { ...found, claim: { ...found.claim, owner, leaseUntil, released: false } });
    return 'reclaimed';
  }

  async release(
    messageId: string,
    number: number,
    owner: string,
    { ticket, mayHaveLeft = false }: Partial<PutBack> = {},
  ): Promise<'released' | 'lost'> {
    const found = this.#attempt(messageId, number);
    if (found?.claim.owner !== owner) return 'lost';
    const put = {
      ...(ticket !== undefined && { ticket }),
      ...(mayHaveLeft && { mayHaveLeft: true as const }),
    };
    this.#keep(messageId, { ...found, claim: { ...found.claim, released: true, ...put } });
    return 'released';
  }

  async recordEvent(messageId: string, number: number, event: AttemptEvent): Promise<Recorded> {
    const found = this.#attempt(messageId, number);
    if (found === undefined) return { outcome: 'unknown' };
    const changed = applyEvent(found, event);
    if (changed === found) {
      const outcome = found.events[event.status]?.at === event.at ? 'repeated' : 'unchanged';
      return { outcome, attempt: (await this.#seen(messageId, found)) as Attempt };
    }
    const reached = withReached(found.reached ?? {}, event);
    const kept = Object.keys(reached).length === 0 ? changed : { ...changed, reached };
    this.#keep(messageId, kept);
    return { outcome: 'recorded', attempt: structuredClone(kept) };
  }

  async announceEvent(messageId: string, number: number, event: AttemptEvent): Promise<Attempt | undefined> {
    const found = this.#attempt(messageId, number);
    if (found === undefined) return undefined;
    const reached = withReached(found.reached ?? {}, event);
    if (Object.keys(reached).length > 0) this.#keep(messageId, { ...found, reached });
    return this.loadAttempt(messageId, number);
  }

  async defer(messageId: string, deferral: Deferral): Promise<void> {
    this.#deferrals.set(messageId, structuredClone(deferral));
  }

  async countSince(prospectId: string, type: MessageType, since: Instant, before?: string): Promise<number> {
    return this.#since(prospectId, since).filter(
      (message) =>
        message.type === type &&
        (before === undefined || message.id < before) &&
        this.#slotsOf(message.id).get(1)?.kind !== 'ending',
    ).length;
  }

  async providerIdsSince(prospectId: string, since: Instant): Promise<ReadonlySet<string>> {
    const ids = this.#since(prospectId, since).map(({ id }) => id);
    const attempts = (await Promise.all(ids.map((id) => this.#slotsSeen(id)))).flat();
    return new Set(
      attempts.flatMap((slot) =>
        slot.kind === 'attempt' && slot.providerId !== undefined ? [slot.providerId] : [],
      ),
    );
  }

  async recent(prospectId: string, limit: number, before?: string): Promise<Page<MessageRecord>> {
    const end = before === undefined ? '~' : (ulidOf(before) ?? '~');
    const all = (await this.thread(prospectId)).toReversed();
    const earlier = all.filter(({ message }) => (ulidOf(message.id) ?? '') < end);
    return takePage(earlier, limit, ({ message }) => message.id);
  }

  async thread(prospectId: string): Promise<readonly MessageRecord[]> {
    const found = this.#since(prospectId, 0).sort((a, b) => (a.id < b.id ? -1 : 1));
    const records = await Promise.all(found.map(({ id }) => this.load(id)));
    return records.filter((record) => record !== undefined);
  }

  async forget({ message, slots }: MessageRecord): Promise<void> {
    this.#messages.set(message.id, forgotten(message));
    for (const slot of slots) {
      if (slot.kind !== 'attempt') continue;
      const events = Object.entries(slot.events).map(([status, { at }]) => [status, { at }]);
      this.#keep(message.id, { ...slot, events: Object.fromEntries(events) as Attempt['events'] });
    }
  }

  /** Every message, for the checks of a whole run. */
  all(): string[] {
    return [...this.#messages.keys()];
  }

  #since(prospectId: string, since: Instant): Message[] {
    const from = ulidTime(Math.max(0, since));
    return [...this.#messages.values()].filter(
      ({ id, prospect }) => prospect.id === prospectId && (parseMessageId(id)?.ulid ?? '') >= from,
    );
  }

  /** As they are read: with what is known of their packs. */
  async #slotsSeen(messageId: string): Promise<Slot[]> {
    const slots = [...this.#slotsOf(messageId).values()].sort((a, b) => a.number - b.number);
    return Promise.all(slots.map((slot) => this.#seen(messageId, slot)));
  }

  async #takenBy(messageId: string, by: Slot): Promise<SlotTaken> {
    return { outcome: 'taken', by: await this.#seen(messageId, by) };
  }

  async #seen(messageId: string, slot: Slot): Promise<Slot> {
    if (slot.kind === 'ending' || slot.pack === undefined) return structuredClone(slot);
    const { broadcastId = '', pack } = slot;
    const run = await this.#packs.load({ broadcastId, pack });
    return structuredClone(withPackRun(slot, nameInPack(messageId), run));
  }

  #slotsOf(messageId: string): Map<number, Slot> {
    const slots = this.#slots.get(messageId) ?? new Map<number, Slot>();
    this.#slots.set(messageId, slots);
    return slots;
  }

  #attempt(messageId: string, number: number): Attempt | undefined {
    const slot = this.#slotsOf(messageId).get(number);
    return slot?.kind === 'attempt' ? slot : undefined;
  }

  #keep(messageId: string, attempt: Attempt): void {
    this.#slotsOf(messageId).set(attempt.number, structuredClone(attempt));
  }
}

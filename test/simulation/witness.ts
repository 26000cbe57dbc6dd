import type { AttemptEvent } from '../../shared/domain/attempt.ts';
import type { BroadcastState, PackedRecipient } from '../../shared/domain/broadcast.ts';
import type { Suppression } from '../../shared/domain/address-facts.ts';
import { type Instant, MINUTE } from '../../shared/domain/instant.ts';
import type { Slot } from '../../shared/domain/message-record.ts';
import type { DomainEvent } from '../../shared/domain/domain-event.ts';
import type { Delivery } from '../../shared/ports/channel-provider.ts';
import type { FunctionRun } from './function-run.ts';
import { illegalityOf } from './law.ts';
import type { Copy } from './simulated-provider.ts';
import { plannedName } from './wording.ts';

/** A promise that was not kept, and the planned message it is about. */
export interface Violation {
  rule: string;
  message: string | undefined;
  what: string;
}

/** Sees what happens while it happens, and notes what must never happen. */
export class Witness {
  readonly violations: Violation[] = [];
  /** Every report that was recorded of an attempt, in the order in which they came: by message id and number. */
  readonly reports = new Map<string, AttemptEvent[]>();
  /** The ids that were accepted under the name of each planned message. */
  readonly accepted = new Map<string, Set<string>>();
  readonly published: DomainEvent[] = [];
  /** What became of broadcasts, in order. */
  readonly turns: { broadcastId: string; to: BroadcastState; at: Instant }[] = [];
  /** Closed addresses: since when that is recorded, and of what people wrote, when they wrote it. */
  readonly #closed = new Map<string, { since: Instant; writtenAt: Instant | undefined }>();
  /** When each attempt was first claimed; long ago when the clock of that run was wrong. */
  readonly #claims = new Map<string, Instant>();
  readonly #inbound = new Map<string, Instant>();
  readonly #refusals = new Map<string, Instant>();
  readonly #erased = new Map<string, { askedAt: Instant; since: Instant }>();
  /** The last confirmation of a STOP at each closed address. */
  readonly #confirmed = new Map<string, string>();
  readonly #cancelled = new Set<string>();
  readonly #now: () => Instant;

  readonly #onNote: (rule: string) => void;

  /** `onNote`: a promise was broken. */
  constructor(now: () => Instant, onNote: (rule: string) => void) {
    this.#now = now;
    this.#onNote = onNote;
  }

  note(rule: string, message: string | undefined, what: string): void {
    this.violations.push({ rule, message, what });
    this.#onNote(rule);
  }

  accept(name: string, messageId: string): void {
    const ids = this.accepted.get(name) ?? new Set();
    this.accepted.set(name, ids.add(messageId));
  }

  /** Somebody was told that the message is cancelled. */
  cancel(messageId: string): void {
    this.#cancelled.add(messageId);
  }

  before(run: FunctionRun, path: string, values: readonly unknown[]): void {
    if (path === 'provider.send') this.#judge(run, values[0] as Delivery);
    if (path === 'provider.sendTogether')
      for (const delivery of values[0] as readonly Delivery[]) this.#judge(run, delivery);
  }

  after(run: FunctionRun, path: string, values: readonly unknown[]): void {
    switch (path) {
      case 'scopes.prospects.suppress':
        this.#close(`${String(values[0])} ${String(values[1])}`, values[2] as Suppression);
        break;
      case 'scopes.prospects.liftOptOut':
        this.#reopen(`${String(values[0])} ${String(values[1])}`, values[2] as Instant);
        break;
      case 'scopes.messages.takeSlot':
        this.#note(run, String(values[0]), values[1] as Slot);
        break;
      case 'scopes.messages.takePackedSlot':
        this.#note(run, (values[0] as PackedRecipient).messageId, values[2] as Slot);
        break;
      case 'scopes.prospects.noteInbound':
        this.#inbound.set(`${String(values[0])} ${String(values[1])}`, values[2] as Instant);
        break;
      case 'scopes.messages.recordEvent': {
        this.#report(run, `${String(values[0])} ${String(values[1])}`, values[2] as AttemptEvent);
        break;
      }
      case 'domainEvents.publish':
        this.published.push(values[0] as DomainEvent);
        break;
    }
  }

  refuseAdvertising(prospectId: string): void {
    this.#refusals.set(prospectId, this.#now());
  }

  /** Everything of the person is forgotten that was accepted before they asked for it. */
  erase(prospectId: string, askedAt: Instant): void {
    this.#erased.set(prospectId, { askedAt, since: this.#now() });
  }

  /** A broadcast is paused, resumed or cancelled. */
  turn(broadcastId: string, to: BroadcastState): void {
    this.turns.push({ broadcastId, to, at: this.#now() });
  }

  /** The provider took something. */
  taken({ messageId, name, number }: Copy, copies: readonly Copy[]): void {
    if (this.#cancelled.has(messageId))
      this.note('no-send-after-cancel', name, 'it left after its cancellation was answered');
    if (copies.filter((copy) => copy.messageId === messageId && copy.number === number).length > 1)
      this.note('no-attempt-twice', name, `attempt ${number} left twice`);
  }

  /** What was known when the run began must have kept it from calling the provider. */
  #judge(run: FunctionRun, delivery: Delivery): void {
    const { message, channel, to } = delivery;
    const name = plannedName(message);
    const wasSoBefore = (since: Instant | undefined): boolean => since !== undefined && since < run.startedAt;
    const inbound = this.#inbound.get(`${channel} ${to}`);
    const illegality = illegalityOf(delivery, { now: run.startedAt + run.skew, lastInboundAt: inbound });
    if (illegality !== undefined) this.note('legal-gate', name, illegality);
    if (message.automatic === 'stop-confirmation') this.#confirm(`${channel} ${to}`, message.id);
    else if (wasSoBefore(this.#closed.get(`${channel} ${to}`)?.since))
      this.note('no-send-after-stop', name, `${channel} to an address that is closed`);
    const erasure = this.#erased.get(message.prospect.id);
    if (erasure !== undefined && wasSoBefore(erasure.since) && message.createdAt < erasure.askedAt)
      this.note('no-send-after-erasure', name, 'it was accepted before the person was erased');
    if (message.type === 'marketing' && wasSoBefore(this.#refusals.get(message.prospect.id)))
      this.note('no-send-after-refusal', name, 'an advertisement to somebody who refused them');
  }

  /** The one thing that may follow a STOP, once. */
  #confirm(address: string, messageId: string): void {
    const before = this.#confirmed.get(address);
    this.#confirmed.set(address, messageId);
    if (before !== undefined && before !== messageId)
      this.note('no-send-after-stop', undefined, `a second confirmation to ${address}`);
  }

  #close(address: string, { reason, at }: Suppression): void {
    const known = this.#closed.get(address);
    const writtenAt = reason === 'opted-out' ? at : undefined;
    if (known?.writtenAt !== undefined && writtenAt === undefined) return;
    this.#closed.set(address, { since: known?.since ?? this.#now(), writtenAt });
  }

  /** Only a newer word of the same person opens what a STOP has closed. */
  #reopen(address: string, writtenAt: Instant): void {
    const stop = this.#closed.get(address)?.writtenAt;
    if (stop !== undefined && stop < writtenAt) {
      this.#closed.delete(address);
      this.#confirmed.delete(address);
    }
  }

  #note(run: FunctionRun, messageId: string, { number }: Slot): void {
    const key = `${messageId} ${number}`;
    if (!this.#claims.has(key)) this.#claims.set(key, run.skew === 0 ? run.startedAt : -Infinity);
  }

  #report(run: FunctionRun, key: string, event: AttemptEvent): void {
    this.reports.set(key, [...(this.reports.get(key) ?? []), event]);
    const claimedAt = this.#claims.get(key);
    if (event.status !== 'abandoned' || claimedAt === undefined || run.skew !== 0) return;
    if (this.#now() - claimedAt < MINUTE)
      this.note('no-hasty-copy', undefined, `${key} is given up before its provider could have told of it`);
  }
}

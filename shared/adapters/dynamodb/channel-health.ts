import type { Channel } from '../../domain/channel.ts';
import { DELIVERABLE_CHANNELS } from '../../domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import type { ChannelHealth } from '../../ports/channel-health.ts';
import { healthKey } from './keys.ts';
import type { Table } from './table.ts';

/** Silences in a row, seen by one running function, that open the circuit. */
const OPENS_AFTER = 5;
const OPEN_FOR = MINUTE;
const READ_EVERY = 5 * SECOND;

type DownUntil = Partial<Record<Channel, Instant>>;

/** One item a channel: `until` when its circuit closes again. Failures to read or write leave routing alone. */
export class DynamoChannelHealth implements ChannelHealth {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #onOpen: ((channel: Channel) => void) | undefined;
  readonly #silences = new Map<Channel, number>();
  #known: { value: DownUntil; at: Instant } | undefined;

  /** @param onOpen called whenever the circuit of a channel opens. */
  constructor(table: Table, tenantId: string, onOpen?: (channel: Channel) => void) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#onOpen = onOpen;
  }

  async downUntil(now: Instant): Promise<DownUntil> {
    if (this.#known !== undefined && Math.abs(now - this.#known.at) < READ_EVERY) return this.#known.value;
    try {
      const items = await this.#table.getMany(
        DELIVERABLE_CHANNELS.map((channel) => healthKey(this.#tenantId, channel)),
      );
      const value: DownUntil = {};
      for (const item of items) value[item['sk'] as Channel] = item['until'] as Instant;
      this.#known = { value, at: now };
      return value;
    } catch {
      return {};
    }
  }

  async report(channel: Channel, answered: boolean, now: Instant): Promise<void> {
    const silences = answered ? 0 : (this.#silences.get(channel) ?? 0) + 1;
    this.#silences.set(channel, silences);
    if (silences < OPENS_AFTER) return;
    this.#silences.set(channel, 0);
    this.#onOpen?.(channel);
    const until = now + OPEN_FOR;
    try {
      await this.#table.put({
        ...healthKey(this.#tenantId, channel),
        until,
        expiresAt: Math.ceil(until / 1_000),
      });
    } catch {
      // The next silence tries again.
      this.#silences.set(channel, OPENS_AFTER);
    }
  }
}

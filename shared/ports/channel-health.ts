import type { Channel } from '../domain/channel.ts';
import type { Instant } from '../domain/instant.ts';

/** Which providers do not answer: the circuits of one tenant's channels. Never throws: routing works without it. */
export interface ChannelHealth {
  /** Until when each channel is considered down; may be some seconds old. */
  downUntil(now: Instant): Promise<Partial<Record<Channel, Instant>>>;
  /** Notes whether the provider answered; several silences in a row open the circuit for a minute. */
  report(channel: Channel, answered: boolean, now: Instant): Promise<void>;
}

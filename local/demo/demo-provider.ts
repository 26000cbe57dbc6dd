import { meaningOf, reasonOf } from '../../shared/adapters/channels/twilio/errors.ts';
import type { AttemptEvent } from '../../shared/domain/attempt.ts';
import type { Channel } from '../../shared/domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { shortHash } from '../../shared/domain/message-id.ts';
import type { ChannelProvider, Delivery, DeliveryOutcome } from '../../shared/ports/channel-provider.ts';
import type { Fate } from './story.ts';

/** What becomes known of a delivery that was taken, so long after it was. */
interface Outcome extends Omit<AttemptEvent, 'at'> {
  after: number;
}

/** What was taken, for the simulated phones. */
export interface Taken {
  delivery: Delivery;
  providerId: string;
  at: Instant;
}

const ARRIVES: Partial<Record<Channel, number>> = {
  sms: 6 * SECOND,
  whatsapp: 3 * SECOND,
  email: 15 * SECOND,
};

/** A provider that takes everything and lets messages fare as the story says. */
export class DemoProvider implements ChannelProvider {
  readonly name = 'demonstration';
  readonly repeatableFor = 0;
  readonly taken: Taken[] = [];
  readonly #now: () => Instant;
  readonly #report: (delivery: Delivery, event: AttemptEvent) => void;
  readonly #fates = new Map<string, Fate>();

  /** `report`: tells at its instant what became of a delivery. */
  constructor(now: () => Instant, report: (delivery: Delivery, event: AttemptEvent) => void) {
    this.#now = now;
    this.#report = report;
  }

  /** What will become of a message at its first attempt. */
  decide(messageId: string, fate: Fate | undefined): void {
    if (fate !== undefined) this.#fates.set(messageId, fate);
  }

  async send(delivery: Delivery): Promise<DeliveryOutcome> {
    const { message, number, channel } = delivery;
    const fate = number === 1 ? this.#fates.get(message.id) : undefined;
    if (typeof fate === 'object' && 'refused' in fate) {
      const { suppress } = meaningOf(fate.refused);
      const refusal = {
        outcome: 'rejected',
        errorCode: fate.refused,
        reason: reasonOf(fate.refused),
      } as const;
      return suppress === undefined ? refusal : { ...refusal, suppress };
    }
    const at = this.#now();
    const providerId = providerIdOf(channel, `${message.id} ${number}`);
    this.taken.push({ delivery, providerId, at });
    for (const { after, ...event } of outcomesOf(channel, fate))
      this.#report(delivery, { ...event, at: at + after, providerId });
    return { outcome: 'accepted', providerId };
  }

  async inquire(): Promise<{ outcome: 'unknown' }> {
    return { outcome: 'unknown' };
  }
}

/** As Twilio and Resend name things. */
export function providerIdOf(channel: Channel, seed: string): string {
  const hex = Buffer.from(shortHash(seed)).toString('hex');
  if (channel !== 'email') return `SM${hex}`;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

function outcomesOf(channel: Channel, fate: Fate | undefined): Outcome[] {
  if (typeof fate === 'object' && 'fails' in fate)
    return [{ status: 'failed', after: 20 * SECOND, errorCode: fate.fails, reason: reasonOf(fate.fails) }];
  const arrived: Outcome = { status: 'delivered', after: ARRIVES[channel] ?? SECOND };
  if (fate === 'unseen' || channel === 'sms') return [arrived];
  if (channel === 'whatsapp') return [arrived, { status: 'read', after: 4 * MINUTE }];
  const opened: Outcome[] = [arrived, { status: 'opened', after: 25 * MINUTE }];
  return fate === 'clicked' ? [...opened, { status: 'clicked', after: 26 * MINUTE }] : opened;
}

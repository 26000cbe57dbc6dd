import { emailContentFor } from '../../shared/domain/email-content.ts';
import type { Message } from '../../shared/domain/message.ts';
import { textFor } from '../../shared/domain/rendered-content.ts';
import { WORDED_CHANNELS, type WordedChannel } from '../../shared/domain/templates/contracts.ts';
import { medianOf } from '../median.ts';
import { progress } from '../progress.ts';
import type { Size } from '../size.ts';
import { AGENCY, messagesOn, SIZES } from './corpus.ts';

/** Microseconds of processor time for one message, the collection of garbage included. */
export interface RenderingFigures {
  readonly channel: WordedChannel;
  /** With the catalogue's examples. */
  readonly examples: number;
  /** With every value as long as it may be. */
  readonly longest: number;
}

const ROUNDS: Readonly<Record<Size, number>> = { full: 9, small: 1 };
/** A tenth of a second or so each, on the machine that this was written on. */
const MESSAGES: Readonly<Record<Size, Readonly<Record<WordedChannel, number>>>> = {
  full: { sms: 4_000, whatsapp: 4_000, email: 1_000 },
  small: { sms: 100, whatsapp: 100, email: 100 },
};

/**
 * What the senders do before they call a provider: medians of rounds that alternate channels and sizes. No library
 * stands beside it: one that fills in places alone neither writes values as people read them nor lays out an e-mail.
 */
export function measureRendering(benchSize: Size): RenderingFigures[] {
  const measurements = WORDED_CHANNELS.flatMap((channel) =>
    SIZES.map((size) => ({ channel, size, messages: messagesOn(channel, size), micros: [] as number[] })),
  );
  for (let round = 0; round <= ROUNDS[benchSize]; round += 1) {
    progress(`Rendering: round ${round} of ${ROUNDS[benchSize]}`);
    for (const { channel, messages, micros } of measurements) {
      const measured = microsecondsFor(channel, messages, MESSAGES[benchSize][channel]);
      // The first round warms the code up.
      if (round > 0) micros.push(measured);
    }
  }
  const medianFor = (channel: WordedChannel, size: string): number =>
    Math.round(
      medianOf(measurements.find((each) => each.channel === channel && each.size === size)?.micros ?? []),
    );
  return WORDED_CHANNELS.map((channel) => ({
    channel,
    examples: medianFor(channel, 'examples'),
    longest: medianFor(channel, 'longest'),
  }));
}

function microsecondsFor(channel: WordedChannel, messages: readonly Message[], count: number): number {
  const start = process.cpuUsage();
  for (let index = 0; index < count; index += 1) render(messages[index % messages.length]!, channel);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

const UNSUBSCRIBE = 'https://messages.agence-dupont.example/l/8f3k';

/** What is sent on a channel: a text, or HTML. @throws Error when there is nothing, so that no refusal is timed. */
export function render(message: Message, channel: WordedChannel): string {
  const rendered =
    channel === 'email'
      ? emailContentFor(message, AGENCY, UNSUBSCRIBE)?.html
      : textFor(message, channel, AGENCY);
  if (rendered === undefined)
    throw new Error(`${message.content.templateId ?? 'The message'} says nothing on ${channel}`);
  return rendered;
}

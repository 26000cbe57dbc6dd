import type { Attempt, AttemptEvent } from '../domain/attempt.ts';
import type { Channel } from '../domain/channel.ts';
import type { Answer } from '../domain/inbound-command.ts';
import type { Instant } from '../domain/instant.ts';
import type { Fact } from '../domain/journeys/definition.ts';
import { journeyAnswerOf } from '../domain/journeys/journey-event.ts';
import type { Message } from '../domain/message.ts';
import type { JourneyQueue } from '../ports/journey-queue.ts';

/** Who hears what becomes of the messages that journeys send. */
export interface JourneyEars {
  journeys: JourneyQueue;
}

const FACT_OF: Partial<Record<AttemptEvent['status'], Fact>> = {
  delivered: 'delivered',
  opened: 'opened',
  read: 'opened',
  clicked: 'clicked',
  replied: 'replied',
};

/** An SMS has no receipt for being read: one that arrived counts as opened, here as for fallbacks. */
function factOf(channel: Channel, status: AttemptEvent['status']): Fact | undefined {
  return channel === 'sms' && status === 'delivered' ? 'opened' : FACT_OF[status];
}

/** What a report says of a message that a journey sent; nothing happens for any other. Harmless twice. */
export async function tellJourney(
  { journeys }: JourneyEars,
  {
    tenantId,
    messageId,
    channel,
    event,
  }: { tenantId: string; messageId: string; channel: Channel; event: AttemptEvent },
  { enrolmentId }: Pick<Attempt, 'enrolmentId'>,
): Promise<void> {
  const fact = factOf(channel, event.status);
  if (enrolmentId === undefined || fact === undefined) return;
  const happened = { kind: 'message', messageId, fact, at: event.at } as const;
  await journeys.send({ kind: 'happened', tenantId, enrolmentId, event: happened });
}

/** The same for what is known of the message alone. */
export async function tellJourneyOf(
  { journeys }: JourneyEars,
  { id: messageId, tenantId, enrolmentId }: Message,
  { fact, at }: { fact: Fact; at: Instant },
): Promise<void> {
  if (enrolmentId === undefined) return;
  const event = { kind: 'message', messageId, fact, at } as const;
  await journeys.send({ kind: 'happened', tenantId, enrolmentId, event });
}

/** What was answered, whether in words, with a button or by a link. */
export async function tellAnswer(
  { journeys }: JourneyEars,
  { id: messageId, tenantId, enrolmentId }: Message,
  given: Answer,
  at: Instant,
): Promise<void> {
  if (enrolmentId === undefined) return;
  const event = { kind: 'answered', messageId, answer: journeyAnswerOf(given), at } as const;
  await journeys.send({ kind: 'happened', tenantId, enrolmentId, event });
}

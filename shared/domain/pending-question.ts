import { hasFailed } from './attempt.ts';
import type { AnsweredAppointment } from './conversation.ts';
import { type Answer, type InboundCommand, isAnswer } from './inbound-command.ts';
import { DAY, type Instant } from './instant.ts';
import { attemptsOf, type MessageRecord } from './message-record.ts';
import { contractOf, expectsReply } from './template.ts';

/** How long a question without a date waits for its answer. */
const ASKED_FOR = 7 * DAY;

function isOpen(record: MessageRecord, now: Instant): boolean {
  const reached = attemptsOf(record).some((attempt) => !hasFailed(attempt));
  return reached && !isAnswered(record) && !isTooLate(record, now);
}

/** Did the person answer the message, in whatever words? */
export function isAnswered(record: MessageRecord): boolean {
  return attemptsOf(record).some(({ events }) => events.replied !== undefined);
}

/** Was the message marked as answered by the very answer of this instant? A run that died comes back to it. */
export function isMarkedAt(record: MessageRecord, at: Instant): boolean {
  return attemptsOf(record).some(({ events }) => events.replied?.at === at);
}

/**
 * Can an answer such as OUI, or the tap of a button, still say something about it? It asks for one, or is about an
 * appointment, whose templates have such buttons. What is written to it in other words leaves it open.
 */
export function waitsForAnswer(record: MessageRecord, now: Instant): boolean {
  const { content } = record.message;
  const isAboutAppointment =
    content.body === undefined && contractOf(content.templateId)?.category === 'appointment';
  return (expectsReply(content) || isAboutAppointment) && isOpen(record, now);
}

/** Is the time of the question over: is what it asks about past? */
export function isTooLate({ message }: MessageRecord, now: Instant): boolean {
  return now >= (message.appointmentAt ?? message.createdAt + ASKED_FOR);
}

/**
 * The question that an answer such as OUI is about: the message that was answered where the provider says which
 * (`repliedTo`, whatever it asked), else the last one that asks for an answer. Undefined: nothing is pending, and the
 * same word is a message for a human.
 * @param recent the last messages of the person, in any order.
 */
export function pendingQuestion(
  recent: readonly MessageRecord[],
  now: Instant,
  repliedTo?: MessageRecord,
): MessageRecord | undefined {
  if (repliedTo !== undefined) return isOpen(repliedTo, now) ? repliedTo : undefined;
  return recent
    .filter((record) => expectsReply(record.message.content) && isOpen(record, now))
    .sort((a, b) => a.message.createdAt - b.message.createdAt)
    .at(-1);
}

/** What an answer makes of the appointment that was asked about: a reminder says NON to cancel. */
export function answeredAppointment(
  { message }: MessageRecord,
  answer: Answer,
): AnsweredAppointment | undefined {
  const at = message.appointmentAt;
  if (at === undefined) return undefined;
  const status = { yes: 'confirmed', no: 'cancelled', cancel: 'cancelled', later: 'to-confirm' } as const;
  return { at, status: status[answer] };
}

/**
 * Is nothing left to do for a human? A confirmed appointment is; one that was called off, or « plus tard », wants
 * somebody to find another date. To other questions OUI wants somebody to go on, NON does not.
 */
export function isSettledBy(
  command: InboundCommand | undefined,
  question: MessageRecord | undefined,
): boolean {
  if (command === undefined) return false;
  if (!isAnswer(command)) return true;
  if (question === undefined) return false;
  const asksForAppointment = question.message.appointmentAt !== undefined;
  return (command === 'yes' && asksForAppointment) || (command === 'no' && !asksForAppointment);
}

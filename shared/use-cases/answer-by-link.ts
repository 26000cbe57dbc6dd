import type { Answer } from '../domain/inbound-command.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import type { AnswerLink } from '../domain/link.ts';
import {
  keptAnswer,
  momentInWords,
  offeredAnswers,
  type OfferedAnswer,
  tappedText,
} from '../domain/link-answer.ts';
import { isForgotten } from '../domain/message.ts';
import { composeEntryId, prospectKey } from '../domain/message-id.ts';
import { attemptsOf, type MessageRecord } from '../domain/message-record.ts';
import { isAnswered, isTooLate } from '../domain/pending-question.ts';
import { addressFor, type Locale, type Prospect } from '../domain/prospect.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { InboundMessage } from '../domain/thread.ts';
import type { DomainEvents } from '../ports/domain-events.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { honourCommand, type Received } from './honour-command.ts';
import { markReplied, showInbound, type ShowPorts } from './show-inbound.ts';
import type { JourneyEars } from './tell-journey.ts';

export interface AnswerPorts extends ShowPorts, JourneyEars {
  tenants: TenantStore;
  domainEvents: DomainEvents;
}

/** For how long it is known which answer came first. */
const REMEMBERED_FOR = 365 * DAY;

/** A question that a link leads to: of which message, and whom it asks. */
export interface LinkedQuestion {
  tenant: Tenant;
  person: Prospect;
  record: MessageRecord;
  locale: Locale;
  /** The appointment that it asks about, in the person's language and zone. */
  when?: string;
  /** What can be answered, the likeliest first. */
  offered: readonly OfferedAnswer[];
  /** `answered`: in whatever words, by whatever way. `over`: what it asks about is past. */
  state: 'open' | 'answered' | 'over';
}

/** The question behind a link; undefined when the message, or whom it was sent to, is not there any more. */
export async function readQuestion(
  { clock, scopes, tenants }: AnswerPorts,
  { tenantId, messageId, answer }: AnswerLink,
): Promise<LinkedQuestion | undefined> {
  const { messages, prospects } = scopes(tenantId);
  const record = await messages.load(messageId);
  if (record === undefined || isForgotten(record.message) || attemptsOf(record).length === 0)
    return undefined;
  const given = record.message.prospect;
  const [tenant, stored] = await Promise.all([tenants.get(tenantId), prospects.get(given.id)]);
  const person = { ...stored, ...given };
  const locale = person.locale ?? tenant.locale;
  const at = record.message.appointmentAt;
  return {
    tenant,
    person,
    record,
    locale,
    ...(at !== undefined && { when: momentInWords(at, locale, person.timeZone ?? tenant.timeZone) }),
    offered: offeredAnswers(answer),
    state: isAnswered(record) ? 'answered' : isTooLate(record, clock.now()) ? 'over' : 'open',
  };
}

/**
 * Takes the answer that somebody tapped, as if it had come in words. The first tap counts: which one it was is written
 * down before anything follows from it, and a run that died is finished by the next tap, whatever that one says.
 * Anything but `taken` changed nothing, or finished what another tap began.
 */
export async function answerByLink(
  ports: AnswerPorts,
  link: AnswerLink,
  question: LinkedQuestion,
  answer: Answer,
): Promise<'taken' | 'answered' | 'over'> {
  if (question.state === 'answered') return 'answered';
  const first = await firstTap(ports, link, answer);
  if (isTooLate(question.record, first.at)) return 'over';
  const received = receivedBy(link, question, first);
  await ports.scopes(link.tenantId).people.noteContact(prospectKey(question.person.id), first.at);
  await showInbound(ports, received);
  await honourCommand(ports, received);
  const { channel, at } = received.message;
  await markReplied(ports, link.tenantId, { record: question.record, at, channel });
  return first.answer === answer ? 'taken' : 'answered';
}

interface Tap {
  answer: Answer;
  at: Instant;
}

async function firstTap(
  { clock, scopes }: AnswerPorts,
  { tenantId, messageId }: AnswerLink,
  answer: Answer,
): Promise<Tap> {
  const at = clock.now();
  const tap = { bodyHash: answer, messageId: String(at), expiresAt: at + REMEMBERED_FOR };
  const held = await scopes(tenantId).idempotency.claim(`answer ${messageId}`, tap, at);
  return held === 'claimed'
    ? { answer, at }
    : { answer: keptAnswer(held.bodyHash), at: Number(held.messageId) };
}

/** The tap as a message of the person, on the channel of the message that it answers. */
function receivedBy(
  { tenantId, messageId }: AnswerLink,
  { tenant, person, record, locale }: LinkedQuestion,
  { answer, at }: Tap,
): Received {
  const providerId = `link-${messageId}`;
  const channel = attemptsOf(record).at(-1)?.channel ?? 'sms';
  const message: InboundMessage = {
    kind: 'inbound',
    id: composeEntryId('in', person.id, at, providerId),
    at,
    channel,
    from: addressFor(channel, person) ?? '',
    to: tenant.senders[channel]?.address ?? '',
    text: tappedText(answer, locale),
    files: [],
    repliesTo: messageId,
    command: answer,
  };
  return { tenantId, person, message, question: record, providerId };
}

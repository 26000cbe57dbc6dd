import { type Attempt, hasFailed } from '../domain/attempt.ts';
import type { Channel } from '../domain/channel.ts';
import { afterInbound, beginsToWait, type Conversation } from '../domain/conversation.ts';
import { isOpenedBy } from '../domain/conversation-notice.ts';
import { isAnswer } from '../domain/inbound-command.ts';
import type { Instant } from '../domain/instant.ts';
import { attemptsOf, type MessageRecord } from '../domain/message-record.ts';
import { answeredAppointment, isMarkedAt, isSettledBy } from '../domain/pending-question.ts';
import type { NoticeQueue } from '../ports/notice-queue.ts';
import { showAppointment } from './change-appointment.ts';
import { changeOrOpen, type InboxPorts } from './change-conversation.ts';
import { makeTextFindable } from './make-findable.ts';
import type { Received } from './honour-command.ts';
import { type JourneyEars, tellJourneyOf } from './tell-journey.ts';

export interface ShowPorts extends InboxPorts {
  notices: NoticeQueue;
}

/** Puts what a person said into their thread and their conversation, and has agents told. Harmless twice. */
export async function showInbound(
  ports: ShowPorts,
  { tenantId, person, message, question }: Received,
): Promise<void> {
  const { threads, search } = ports.scopes(tenantId);
  const { id: messageId, channel, at, text, files, subject, command } = message;
  await threads.add(person.id, message);
  await makeTextFindable(search, {
    prospectId: person.id,
    entryId: messageId,
    at,
    text: `${subject ?? ''} ${text}`,
  });
  const appointment =
    question === undefined || !isAnswer(command) ? undefined : answeredAppointment(question, command);
  const name = person.name ?? (person.toQualify === true ? message.from : undefined);
  let before: Conversation | undefined;
  let isNew = false;
  const after = await changeOrOpen(ports, tenantId, person.id, (known) => {
    before = known;
    isNew = isOpenedBy(known, messageId);
    return afterInbound(known, known?.prospectId ?? person.id, {
      messageId,
      channel,
      at,
      text: text || subject || files.map(({ filename }) => filename).join(', '),
      isSettled: isSettledBy(command, question),
      ...(name !== undefined && { name }),
      ...(person.toQualify === true && { toQualify: true }),
      ...(appointment !== undefined && { appointment }),
    });
  });
  // From then on whoever changes an appointment shows it.
  if (isNew) await showAppointment(ports, tenantId, person.id);
  if (beginsToWait(before, after, messageId))
    await ports.notices.send({ tenantId, prospectId: person.id, kind: 'wrote', at });
}

/** A message of ours that was answered: when, on which channel, and whether its question stays open nevertheless. */
export interface AnsweredMessage {
  record: MessageRecord;
  at: Instant;
  channel: Channel;
  staysOpen?: boolean;
}

/**
 * Who answers a message has read it, on whatever channel its receipt was lost. Comes last: a run that died before
 * finds the question open, and does again what follows from the answer. Only the first answer marks the message.
 * @returns the attempt as it is marked; undefined when it is not marked by this answer.
 */
export async function markReplied(
  ports: Pick<InboxPorts, 'scopes'> & JourneyEars,
  tenantId: string,
  { record, at, channel, staysOpen = false }: AnsweredMessage,
): Promise<Attempt | undefined> {
  const attempts = attemptsOf(record);
  const arrived = attempts.filter((attempt) => !hasFailed(attempt));
  const marked = attempts.find(({ events }) => events.replied !== undefined);
  const onChannel = arrived.findLast((attempt) => attempt.channel === channel);
  const answered = marked ?? onChannel ?? arrived.at(-1) ?? attempts.at(-1);
  if (answered === undefined || (marked !== undefined && !isMarkedAt(record, at))) return undefined;
  await tellJourneyOf(ports, record.message, { fact: 'replied', at });
  if (staysOpen) return undefined;
  const { messages } = ports.scopes(tenantId);
  const event = { status: 'replied', at } as const;
  return (await messages.recordEvent(record.message.id, answered.number, event)).attempt;
}

import { lastSentTo } from '../domain/answered-message.ts';
import { commandOf, type InboundCommand, isAnswer } from '../domain/inbound-command.ts';
import { isForgotten } from '../domain/message.ts';
import { attemptsOf, type MessageRecord } from '../domain/message-record.ts';
import { readUpTo } from '../domain/page.ts';
import { isMarkedAt, pendingQuestion, waitsForAnswer } from '../domain/pending-question.ts';
import type { Prospect } from '../domain/prospect.ts';
import type { InboundReport } from '../domain/reports.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import type { AnsweredMessage } from './show-inbound.ts';

/** Among so many last messages the one that is answered is looked for. */
const LOOKED_THROUGH = 30;

/** What a person commands, and what of ours they answer. */
export interface Understood {
  command?: InboundCommand;
  /** What the command answers. */
  question?: MessageRecord;
  /** The message of ours that they say they answer. */
  repliedTo?: MessageRecord;
  /** The message of ours that they answer, whether they say so or not. */
  answered?: AnsweredMessage;
}

interface Inbound {
  report: InboundReport;
  /** The message that an e-mail answers by its headers. */
  reference: MessageRecord | undefined;
  /** A machine wrote it. */
  isAutomatic: boolean;
}

/** The first of these messages that is there. */
export async function findReference(
  { messages }: TenantScope,
  references: readonly string[],
): Promise<MessageRecord | undefined> {
  for (const reference of references) {
    const record = await messages.load(reference);
    if (record !== undefined && !isForgotten(record.message)) return record;
  }
  return undefined;
}

/**
 * An answer such as OUI is a command only while its question is pending; a tap answers the message it stands under.
 * Other words of a person answer the message that they name, else the last one that they were sent. STOP, START and
 * AIDE answer nothing, and neither does a machine.
 */
export async function findAnswered(
  { messages }: TenantScope,
  { id }: Prospect,
  { report, reference, isAutomatic }: Inbound,
): Promise<Understood> {
  const { text, at, channel, repliesTo, isTap = false } = report;
  const command = commandOf(text);
  const isOrder = command !== undefined && !isAnswer(command);
  const isInWords = !isOrder && !isAutomatic;
  const isLookedFor = repliesTo !== undefined || isAnswer(command) || (isInWords && reference === undefined);
  const recent = isLookedFor
    ? await readUpTo(LOOKED_THROUGH, (left, before) => messages.recent(id, left, before))
    : [];
  const repliedTo = reference ?? withProviderId(recent, repliesTo);
  const question = isAnswer(command) ? pendingQuestion(recent, at, isTap ? repliedTo : undefined) : undefined;
  // A run that died after its last write finds no question any more: what it answered is marked.
  const marked = recent.find((one) => isMarkedAt(one, at));
  const named = marked ?? repliedTo;
  const record = question ?? (isInWords ? (named ?? lastSentTo(recent, channel, at)) : undefined);
  const staysOpen = record !== undefined && question === undefined && !isTap && waitsForAnswer(record, at);
  return {
    ...(command !== undefined && (isOrder || question !== undefined) && { command }),
    ...(question !== undefined && { question }),
    ...(repliedTo !== undefined && { repliedTo }),
    ...(record !== undefined && { answered: { record, at, channel, staysOpen } }),
  };
}

function withProviderId(
  recent: readonly MessageRecord[],
  repliesTo: string | undefined,
): MessageRecord | undefined {
  return recent.find((record) =>
    attemptsOf(record).some(({ providerId }) => providerId !== undefined && providerId === repliesTo),
  );
}

import { commandOf, type InboundCommand, isAnswer } from '../domain/inbound-command.ts';
import { DAY } from '../domain/instant.ts';
import { composeEntryId, prospectKey } from '../domain/message-id.ts';
import { attemptsOf, type MessageRecord } from '../domain/message-record.ts';
import { readUpTo } from '../domain/page.ts';
import { pendingQuestion } from '../domain/pending-question.ts';
import type { Prospect } from '../domain/prospect.ts';
import { foldQuotedText } from '../domain/quoted-text.ts';
import type { InboundReport } from '../domain/reports.ts';
import type { InboundMessage } from '../domain/thread.ts';
import type { RecordOutcome } from '../ports/message-store.ts';
import { answerByOurselves } from './answer-by-ourselves.ts';
import { findPerson } from './find-person.ts';
import { honourCommand } from './honour-command.ts';
import { type InboundPorts, keepFiles } from './inbound-ports.ts';
import { markReplied, showInbound } from './show-inbound.ts';

/** For how long a message that was heard is known again. */
const REMEMBERED_FOR = 365 * DAY;
/** Among so many last messages a question is looked for. */
const LOOKED_THROUGH = 30;

/**
 * A person wrote: it becomes part of their thread, WhatsApp's window opens, and what it commands is done. Everything
 * here is harmless twice, so that a run that died is simply run again; the same message told by the provider a second
 * time changes nothing.
 */
export async function receiveInbound(
  ports: InboundPorts,
  report: InboundReport,
  isRepetition: boolean,
): Promise<RecordOutcome> {
  const found = await findTenant(ports, report);
  if (found === undefined) return 'unknown';
  const { tenantId, to } = found;
  const scope = ports.scopes(tenantId);
  if (!(await isFirstHeard(ports, tenantId, report))) return 'unchanged';
  const { channel, from: address, name } = report;
  const fetched = await ports.inboundContent(channel).fetch(report, isRepetition);
  const { references } = fetched;
  const person = await findPerson(ports, tenantId, { channel, address, name, references, at: report.at });
  await scope.prospects.noteInbound(channel, address, report.at);
  await scope.prospects.noteOwner(channel, address, person.id);
  await scope.people.noteContact(prospectKey(person.id), report.at);
  const { text, quoted } = channel === 'email' ? foldQuotedText(fetched.text) : { text: fetched.text };
  const { command, question, repliedTo } = await understand(ports, tenantId, person, { ...report, text });
  const id = composeEntryId('in', person.id, report.at, report.providerId);
  const files = await keepFiles(ports, tenantId, id, fetched.files);
  const subject = fetched.subject ?? report.subject;
  const message: InboundMessage = {
    kind: 'inbound',
    id,
    at: report.at,
    channel,
    from: address,
    to,
    text,
    files,
    ...(quoted !== undefined && { quoted }),
    ...(subject !== undefined && { subject }),
    ...(repliedTo !== undefined && { repliesTo: repliedTo.message.id }),
    ...(command !== undefined && { command }),
  };
  const about = { tenantId, person, message, question, providerId: report.providerId };
  await showInbound(ports, about);
  // Before STOP closes the channel: what confirms it must know whether it was closed already.
  await answerByOurselves(ports, report, about);
  await honourCommand(ports, about);
  await markReplied(ports, tenantId, question ?? repliedTo, report.at);
  return 'recorded';
}

/** The tenant whose address it was written to, among all that an e-mail names. */
async function findTenant(
  { tenants }: InboundPorts,
  { channel, to, alsoTo = [] }: InboundReport,
): Promise<{ tenantId: string; to: string } | undefined> {
  for (const address of [to, ...alsoTo]) {
    const tenantId = await tenants.findBySender(channel, address);
    if (tenantId !== undefined) return { tenantId, to: address };
  }
  return undefined;
}

/**
 * Providers tell a thing twice, and Twilio's signature covers no time: who kept a webhook could send it again after a
 * later STOP. The same report, delivered again by our own queue, has the same instant.
 */
async function isFirstHeard(
  { scopes }: InboundPorts,
  tenantId: string,
  { providerId, at }: InboundReport,
): Promise<boolean> {
  const heard = { bodyHash: '', messageId: String(at), expiresAt: at + REMEMBERED_FOR };
  const held = await scopes(tenantId).idempotency.claim(`inbound ${providerId}`, heard, at);
  return held === 'claimed' || held.messageId === heard.messageId;
}

interface Understood {
  command?: InboundCommand;
  /** What the command answers. */
  question?: MessageRecord;
  /** The message of ours that the provider says was answered. */
  repliedTo?: MessageRecord;
}

/** An answer is a command only while its question is pending; a tap answers the message it stands under. */
async function understand(
  { scopes }: InboundPorts,
  tenantId: string,
  { id }: Prospect,
  { text, at, repliesTo, isTap = false }: InboundReport,
): Promise<Understood> {
  const command = commandOf(text);
  if (repliesTo === undefined && !isAnswer(command)) return command === undefined ? {} : { command };
  const { messages } = scopes(tenantId);
  const recent = await readUpTo(LOOKED_THROUGH, (left, before) => messages.recent(id, left, before));
  const repliedTo = recent.find((record) =>
    attemptsOf(record).some(({ providerId }) => providerId !== undefined && providerId === repliesTo),
  );
  const known = repliedTo === undefined ? {} : { repliedTo };
  if (!isAnswer(command)) return { ...known, ...(command !== undefined && { command }) };
  const question = pendingQuestion(recent, at, isTap ? repliedTo : undefined);
  return question === undefined ? known : { ...known, command, question };
}

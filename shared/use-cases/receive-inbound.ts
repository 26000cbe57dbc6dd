import { DAY } from '../domain/instant.ts';
import { composeEntryId, prospectKey } from '../domain/message-id.ts';
import { foldQuotedText } from '../domain/quoted-text.ts';
import type { InboundReport } from '../domain/reports.ts';
import type { InboundMessage } from '../domain/thread.ts';
import type { RecordOutcome } from '../ports/message-store.ts';
import { answerByOurselves } from './answer-by-ourselves.ts';
import { findAnswered, findReference } from './find-answered.ts';
import { findPerson } from './find-person.ts';
import { honourCommand } from './honour-command.ts';
import { type InboundPorts, keepFiles } from './inbound-ports.ts';
import { type AnsweredMessage, markReplied, showInbound } from './show-inbound.ts';
import { tellStatistics } from './tell-statistics.ts';

/** For how long a message that was heard is known again. */
const REMEMBERED_FOR = 365 * DAY;

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
  const reference = await findReference(scope, fetched.references);
  const answers = reference?.message;
  const person = await findPerson(ports, tenantId, { channel, address, name, answers, at: report.at });
  await scope.prospects.noteInbound(channel, address, report.at);
  await scope.prospects.noteOwner(channel, address, person.id);
  await scope.people.noteContact(prospectKey(person.id), report.at);
  const { text, quoted } = channel === 'email' ? foldQuotedText(fetched.text) : { text: fetched.text };
  const about = { report: { ...report, text }, reference, isAutomatic: fetched.isAutomatic === true };
  const { command, question, repliedTo, answered } = await findAnswered(scope, person, about);
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
  const received = { tenantId, person, message, question, providerId: report.providerId };
  await showInbound(ports, received);
  // Before STOP closes the channel: what confirms it must know whether it was closed already.
  await answerByOurselves(ports, report, received);
  await honourCommand(ports, received);
  if (answered !== undefined) await markAnswered(ports, tenantId, answered);
  return 'recorded';
}

/** Where the answer is the first to prove that the message arrived, that is counted. */
async function markAnswered(ports: InboundPorts, tenantId: string, answered: AnsweredMessage): Promise<void> {
  const attempt = await markReplied(ports, tenantId, answered);
  if (attempt?.reached?.delivered !== answered.at) return;
  await tellStatistics(ports, { tenantId, messageId: answered.record.message.id }, attempt);
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

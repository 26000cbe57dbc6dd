import type { AttemptEvent } from '../domain/attempt.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import type { InboundReport, ProviderReport, StatusReport } from '../domain/reports.ts';
import { commandOf } from '../domain/stop-words.ts';
import { isByPerson } from '../domain/visit.ts';
import type { IdempotencyStore } from '../ports/idempotency-store.ts';
import type { RecordOutcome } from '../ports/message-store.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { reportOutcome, type ReportPorts } from './report-outcome.ts';

export interface RecordPorts extends ReportPorts {
  tenants: TenantStore;
}

/** Applies what a provider's verified webhook said. `isRepetition`: the queue delivers it again. */
export async function recordReport(
  ports: RecordPorts,
  report: ProviderReport,
  isRepetition: boolean,
): Promise<RecordOutcome> {
  return report.kind === 'status' ? recordStatus(ports, report, isRepetition) : recordInbound(ports, report);
}

/** Only a report about an attempt that was really made can suppress an address. */
async function recordStatus(
  ports: RecordPorts,
  report: StatusReport,
  isRepetition: boolean,
): Promise<RecordOutcome> {
  const { tenantId, channel, suppress } = report;
  const event = await withoutMachines(ports, report);
  const outcome = await reportOutcome(ports, { ...report, event }, isRepetition);
  if (suppress !== undefined && outcome !== 'unknown') {
    const suppression = {
      reason: suppress.reason,
      text: event.errorCode ?? event.status,
      source: 'provider report',
      at: event.at,
    };
    await ports.scopes(tenantId).prospects.suppress(channel, suppress.address, suppression);
  }
  return outcome;
}

/** A machine that opens an e-mail, or follows its links, shows that it arrived and no more. */
async function withoutMachines(
  { scopes }: RecordPorts,
  { tenantId, messageId, number, event, confidence }: StatusReport,
): Promise<AttemptEvent> {
  const { status, at } = event;
  if (confidence === undefined || (status !== 'opened' && status !== 'clicked')) return event;
  const attempt = await scopes(tenantId).messages.loadAttempt(messageId, number);
  const isPerson = attempt === undefined || isByPerson({ status, at, confidence }, attempt);
  return isPerson ? event : { ...event, status: 'delivered' };
}

/**
 * A person wrote: WhatsApp's window opens, and STOP or START on a channel is honoured there at once. What is said is
 * kept by the conversation, not here.
 */
async function recordInbound(
  ports: RecordPorts,
  { channel, from, to, text, providerId, at }: InboundReport,
): Promise<RecordOutcome> {
  const tenantId = await ports.tenants.findBySender(channel, to);
  if (tenantId === undefined) return 'unknown';
  const { prospects, idempotency } = ports.scopes(tenantId);
  await prospects.noteInbound(channel, from, at);
  const command = commandOf(text);
  if (command === 'start' && (await isFirstHeard(idempotency, providerId, at)))
    await prospects.liftOptOut(channel, from, at);
  if (command === 'stop') {
    await prospects.suppress(channel, from, {
      reason: 'opted-out',
      text,
      source: `inbound ${providerId}`,
      at,
    });
    await ports.domainEvents.publish({
      id: `${providerId}-opted-out`,
      type: 'prospect.opted-out',
      tenantId,
      at,
      channel,
    });
  }
  return 'recorded';
}

/** For how long a message that lifts a STOP is known again. */
const REMEMBERED_FOR = 365 * DAY;

/**
 * Twilio's signature covers no time: who kept a webhook could send it again after a later STOP. The same report,
 * delivered again by our own queue, has the same instant.
 */
async function isFirstHeard(
  idempotency: IdempotencyStore,
  providerId: string,
  at: Instant,
): Promise<boolean> {
  const heard = { bodyHash: '', messageId: String(at), expiresAt: at + REMEMBERED_FOR };
  const held = await idempotency.claim(`inbound ${providerId}`, heard, at);
  return held === 'claimed' || held.messageId === heard.messageId;
}

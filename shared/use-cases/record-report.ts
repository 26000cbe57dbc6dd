import type { AttemptEvent } from '../domain/attempt.ts';
import { parseMessageId } from '../domain/message-id.ts';
import type { ProviderReport, StatusReport } from '../domain/reports.ts';
import { isByPerson } from '../domain/visit.ts';
import type { RecordOutcome } from '../ports/message-store.ts';
import type { InboundPorts } from './inbound-ports.ts';
import { receiveInbound } from './receive-inbound.ts';
import { recordSignature, type SignatureOutcome } from './record-signature.ts';
import { reportOutcome } from './report-outcome.ts';

/** Applies what a provider's verified webhook said. `isRepetition`: the queue delivers it again. */
export async function recordReport(
  ports: InboundPorts,
  report: ProviderReport,
  isRepetition: boolean,
): Promise<RecordOutcome | SignatureOutcome> {
  switch (report.kind) {
    case 'status':
      return recordStatus(ports, report, isRepetition);
    case 'inbound':
      return receiveInbound(ports, report, isRepetition);
    case 'signature':
      return recordSignature(ports, report);
  }
}

/** What only somebody who is interested does. */
const ENGAGED: ReadonlySet<AttemptEvent['status']> = new Set(['opened', 'read', 'clicked']);

/** Only a report about an attempt that was really made can suppress an address. */
async function recordStatus(
  ports: InboundPorts,
  report: StatusReport,
  isRepetition: boolean,
): Promise<RecordOutcome> {
  const { tenantId, channel, suppress } = report;
  const event = await withoutMachines(ports, report);
  const outcome = await reportOutcome(ports, { ...report, event }, isRepetition);
  const isNew = outcome === 'recorded' || outcome === 'repeated';
  const whose = ENGAGED.has(event.status) && isNew ? parseMessageId(report.messageId) : undefined;
  if (whose !== undefined) {
    const { people } = ports.scopes(tenantId);
    if (event.status === 'clicked') await people.noteContact(whose.prospectKey, event.at);
    else await people.noteEngagement(whose.prospectKey, event.at);
  }
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
  { scopes }: InboundPorts,
  { tenantId, messageId, number, event, confidence }: StatusReport,
): Promise<AttemptEvent> {
  const { status, at } = event;
  if (confidence === undefined || (status !== 'opened' && status !== 'clicked')) return event;
  const attempt = await scopes(tenantId).messages.loadAttempt(messageId, number);
  const isPerson = attempt === undefined || isByPerson({ status, at, confidence }, attempt);
  return isPerson ? event : { ...event, status: 'delivered' };
}

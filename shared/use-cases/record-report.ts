import type { ProviderReport, StatusReport } from '../domain/reports.ts';
import type { RecordOutcome } from '../ports/message-store.ts';
import type { InboundPorts } from './inbound-ports.ts';
import { receiveInbound } from './receive-inbound.ts';
import { reportOutcome } from './report-outcome.ts';

/** Applies what a provider's verified webhook said. `isRepetition`: the queue delivers it again. */
export async function recordReport(
  ports: InboundPorts,
  report: ProviderReport,
  isRepetition: boolean,
): Promise<RecordOutcome> {
  return report.kind === 'status'
    ? recordStatus(ports, report, isRepetition)
    : receiveInbound(ports, report, isRepetition);
}

/** Only a report about an attempt that was really made can suppress an address. */
async function recordStatus(
  ports: InboundPorts,
  report: StatusReport,
  isRepetition: boolean,
): Promise<RecordOutcome> {
  const { tenantId, channel, event, suppress } = report;
  const outcome = await reportOutcome(ports, report, isRepetition);
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

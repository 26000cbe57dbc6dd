import { parseProviderReport } from '../../shared/contracts/queue-messages.ts';
import type { ProviderReport } from '../../shared/domain/reports.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import type { InboundPorts } from '../../shared/use-cases/inbound-ports.ts';
import { recordReport } from '../../shared/use-cases/record-report.ts';

/** What providers reported → state, suppressions, the next channel. */
export function createHandler(ports: InboundPorts, logger: Logger) {
  return queueConsumer({
    name: 'record-event',
    parse: parseProviderReport,
    handle: async (report, isRepetition) => {
      const outcome = await recordReport(ports, report, isRepetition);
      return { kind: report.kind, outcome, ...about(report) };
    },
    logger,
  });
}

function about(report: ProviderReport): object {
  switch (report.kind) {
    case 'status': {
      const { channel, messageId: message, number: attempt, event } = report;
      return { channel, message, attempt, status: event.status };
    }
    case 'inbound':
      return { channel: report.channel };
    case 'signature':
      return { tenant: report.tenantId, enrolment: report.enrolmentId, type: report.type };
  }
}

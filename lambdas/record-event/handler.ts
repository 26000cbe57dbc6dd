import { parseProviderReport } from '../../shared/contracts/queue-messages.ts';
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
      const about =
        report.kind === 'status'
          ? { message: report.messageId, attempt: report.number, status: report.event.status }
          : {};
      return { kind: report.kind, channel: report.channel, outcome, ...about };
    },
    logger,
  });
}

import { parseAttemptProgress } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { groupConsumer } from '../../shared/runtime/queue/group-consumer.ts';
import { type ProjectPorts, projectStatistics } from '../../shared/use-cases/project-statistics.ts';

/** What became of attempts → the counters of their tenants. */
export function createHandler(ports: ProjectPorts, logger: Logger) {
  return groupConsumer({
    name: 'project-statistics',
    parse: parseAttemptProgress,
    groupOf: ({ tenantId }) => tenantId,
    handle: (tenantId, told) => projectStatistics(ports, tenantId, told),
    logger,
  });
}

import { parsePlanCommand } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { planBroadcast, type PlanPorts } from '../../shared/use-cases/plan-broadcast.ts';

/** One chunk of an audience → decisions → packs. */
export function createHandler(ports: PlanPorts, logger: Logger) {
  return queueConsumer({
    name: 'plan-broadcast',
    parse: parsePlanCommand,
    handle: async (command) => {
      const { broadcastId: broadcast, chunk, round } = command;
      return { broadcast, chunk, round, outcome: await planBroadcast(ports, command) };
    },
    logger,
  });
}

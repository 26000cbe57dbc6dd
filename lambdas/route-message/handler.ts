import { parseRouteCommand } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { routeMessage, type RoutePorts } from '../../shared/use-cases/route-message.ts';

/** Routing queue → decision → send queue, scheduler or the end. */
export function createHandler(ports: RoutePorts, logger: Logger) {
  return queueConsumer({
    name: 'route-message',
    parse: parseRouteCommand,
    handle: async (command) => ({
      message: command.message.id,
      attempt: command.number,
      outcome: await routeMessage(ports, command),
    }),
    logger,
  });
}

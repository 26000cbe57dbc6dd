import { parseNotice } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { notifyAgents, type NotifyPorts } from '../../shared/use-cases/notify-agents.ts';

/** Somebody began to wait → the devices of whoever should answer. */
export function createHandler(ports: NotifyPorts, logger: Logger) {
  return queueConsumer({
    name: 'notify-agents',
    parse: parseNotice,
    handle: async (notice) => notifyAgents(ports, notice),
    logger,
  });
}

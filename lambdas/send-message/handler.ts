import { parseSendCommand } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { sendMessage } from '../../shared/use-cases/send-message.ts';
import type { SenderPorts } from '../../shared/use-cases/sender-ports.ts';

/** The queue of one channel → claim → provider → result. */
export function createHandler(ports: SenderPorts, logger: Logger) {
  return queueConsumer({
    name: 'send-message',
    parse: parseSendCommand,
    handle: async (command) => {
      const outcome = await sendMessage(ports, command);
      return {
        message: command.message.id,
        attempt: command.number,
        channel: command.decision.channel,
        outcome,
      };
    },
    logger,
  });
}

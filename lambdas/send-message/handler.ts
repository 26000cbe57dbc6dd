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
      const about = {
        message: command.message.id,
        attempt: command.number,
        channel: command.decision.channel,
      };
      // An alarm counts these lines.
      if (outcome === 'misconfigured') logger.warn('provider-misconfigured', about);
      return { ...about, outcome };
    },
    logger,
  });
}

import { parsePackCommand } from '../../shared/contracts/pack-message.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { sendPack } from '../../shared/use-cases/send-pack.ts';
import type { PackPorts } from '../../shared/use-cases/pack-ports.ts';

/** The queue of one channel's packs → claims → provider → results. */
export function createHandler(ports: PackPorts, logger: Logger) {
  return queueConsumer({
    name: 'send-pack',
    parse: parsePackCommand,
    handle: async (command) => {
      const about = { broadcast: command.broadcastId, pack: command.pack, channel: command.channel };
      const outcome = await sendPack(ports, command);
      // An alarm counts these lines.
      if (outcome === 'misconfigured') logger.warn('provider-misconfigured', about);
      return { ...about, outcome };
    },
    logger,
  });
}

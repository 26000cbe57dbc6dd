import { parsePrepareCommand } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { beginBroadcast, type BeginPorts } from '../../shared/use-cases/begin-broadcast.ts';
import { readAudience } from '../../shared/use-cases/read-audience.ts';

/** Uploaded audiences are read, and broadcasts whose time has come begin. */
export function createHandler(ports: BeginPorts, logger: Logger) {
  return queueConsumer({
    name: 'prepare-broadcast',
    parse: parsePrepareCommand,
    handle: async (command) => {
      if (command.kind === 'begin-broadcast') {
        const { broadcastId: broadcast } = command;
        return { broadcast, outcome: await beginBroadcast(ports, command) };
      }
      const read = await readAudience(ports, command);
      return { audience: command.audienceId, outcome: read?.status ?? 'unknown', people: read?.people ?? 0 };
    },
    logger,
  });
}

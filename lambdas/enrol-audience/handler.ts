import { parseIntakeCommand } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { enrolAudience, type EnrolAudiencePorts } from '../../shared/use-cases/enrol-audience.ts';

/** The people of an audience → a journey, part by part. */
export function createHandler(ports: EnrolAudiencePorts, logger: Logger) {
  return queueConsumer({
    name: 'enrol-audience',
    parse: parseIntakeCommand,
    handle: async (command) => {
      const { kind, journeyId: journey, intakeId: intake } = command;
      const chunk = 'chunk' in command ? command.chunk : undefined;
      return { kind, journey, intake, chunk, outcome: await enrolAudience(ports, command) };
    },
    logger,
  });
}

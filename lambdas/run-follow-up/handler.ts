import { parseFollowUp } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { type FollowUpPorts, runFollowUp } from '../../shared/use-cases/run-follow-up.ts';

/** What was put off and has fallen due. */
export function createHandler(ports: FollowUpPorts, logger: Logger) {
  return queueConsumer({
    name: 'run-follow-up',
    parse: parseFollowUp,
    handle: async (followUp, isRepetition) => {
      await runFollowUp(ports, followUp, isRepetition);
      return { kind: followUp.kind };
    },
    logger,
  });
}

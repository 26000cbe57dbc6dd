import { parseRule } from '../../shared/contracts/rule-message.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { type RulePorts, runRule } from '../../shared/use-cases/run-rule.ts';

/** What the stage does by itself. Alarms wait for the line that says so. */
export function createHandler(ports: RulePorts, logger: Logger) {
  return queueConsumer({
    name: 'run-rule',
    parse: parseRule,
    handle: async (task) => {
      const { rule, step } = task;
      return { rule, ...(step !== undefined && { step }), ...(await runRule(ports, task)) };
    },
    logger,
  });
}

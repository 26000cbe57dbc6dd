import type { RulePart } from '../domain/rules.ts';

/** Where parts of rules wait. At least once, in any order. Throws when nothing was enqueued. */
export interface RuleQueue {
  send(part: RulePart): Promise<void>;
}

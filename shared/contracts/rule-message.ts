import * as z from 'zod/mini';
import { RULES, type RuleTask } from '../domain/rules.ts';

const version = z.literal(1);
const text = z.string().check(z.minLength(1));
const retention = { v: version, rule: z.literal('retention'), tenantId: text };

const message = z.union([
  z.strictObject({ v: version, rule: z.enum(RULES) }),
  z.strictObject({ ...retention, step: z.literal('look'), after: z.optional(text) }),
  z.strictObject({ ...retention, step: z.literal('forget'), people: z.array(text).check(z.minLength(1)) }),
]);

/** What a schedule of the stack says, or a run that left something to others. @throws ZodError when it is none of ours. */
export function parseRule(body: unknown): RuleTask {
  const { v: _version, ...task } = message.parse(body);
  return task as RuleTask;
}

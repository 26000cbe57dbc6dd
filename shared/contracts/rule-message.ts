import * as z from 'zod/mini';
import { type Rule, RULES } from '../domain/rules.ts';

const message = z.object({ v: z.literal(1), rule: z.enum(RULES) });

/** What a schedule of the stack says. @throws ZodError when it is none of ours. */
export const parseRule = (body: unknown): Rule => message.parse(body).rule;

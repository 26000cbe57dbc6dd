import * as z from 'zod/mini';
import type { SegmentCriteria } from '../../domain/segment.ts';
import { duration, shortText } from '../fields.ts';
import { withoutUndefined } from './prospect-body.ts';

const words = z.array(shortText(60)).check(z.minLength(1), z.maxLength(50));

const span = (largest: number) => {
  const bound = z.optional(z.int().check(z.gte(0), z.lte(largest)));
  return z.strictObject({ min: bound, max: bound }).check(
    z.refine(({ min, max }) => (min ?? max) !== undefined, 'needs min or max'),
    z.refine(({ min = 0, max = Infinity }) => min <= max, 'has a min above its max'),
  );
};

const criteria = z
  .strictObject({
    tags: z.optional(
      z.strictObject({ anyOf: z.optional(words), allOf: z.optional(words), noneOf: z.optional(words) }),
    ),
    budget: z.optional(span(1_000_000_000)),
    areas: z.optional(words),
    rooms: z.optional(span(100)),
    engagement: z.optional(z.strictObject({ within: duration, engaged: z.boolean() })),
    consent: z.optional(z.boolean()),
    customer: z.optional(z.boolean()),
    locale: z.optional(z.enum(['fr', 'en'])),
  })
  .check(z.refine((given) => Object.keys(given).length > 0, 'needs at least one criterion'));

/** `PUT /v1/segments/{segmentId}`. */
export const segmentBody = z.strictObject({ name: shortText(100), criteria });

export function toCriteria(given: z.infer<typeof criteria>): SegmentCriteria {
  const { engagement, tags, budget, rooms, ...rest } = given;
  return {
    ...withoutUndefined(rest),
    ...(tags !== undefined && { tags: withoutUndefined(tags) }),
    ...(budget !== undefined && { budget: withoutUndefined(budget) }),
    ...(rooms !== undefined && { rooms: withoutUndefined(rooms) }),
    ...(engagement !== undefined && {
      engagement: { withinMs: engagement.within, engaged: engagement.engaged },
    }),
  };
}

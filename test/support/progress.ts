import { array, constantFrom, date, integer, record, uniqueArray } from 'fast-check';
import { DELIVERABLE_CHANNELS } from '../../shared/domain/channel.ts';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { composeMessageId } from '../../shared/domain/message-id.ts';
import { type Milestone, MILESTONES } from '../../shared/domain/milestone.ts';
import type { AttemptProgress } from '../../shared/domain/statistics.ts';
import { TUESDAY } from './routing-request.ts';

/** The id of a made-up message: the n-th. */
function messageIdOf(number: number): string {
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(0, number);
  return composeMessageId(`prospect_${number}`, TUESDAY, random);
}

/** An SMS for which e-mail would have been cheaper, of which some milestones are known. */
export function progress(
  number: number,
  reached: AttemptProgress['reached'],
  overrides: Partial<AttemptProgress> = {},
): AttemptProgress {
  const about = { tenantId: 'tenant_a', messageId: messageIdOf(number), number: 1, channel: 'sms' } as const;
  return { ...about, attemptedAt: TUESDAY, reached, cost: 50_000, smsCost: 50_000, ...overrides };
}

/** Attempts around midnight, each told in growing copies: the copies of all of them. */
export const anyTold = array(
  record({
    channel: constantFrom(...DELIVERABLE_CHANNELS),
    number: integer({ min: 1, max: 2 }),
    attemptedAt: date({
      min: new Date(TUESDAY + 8 * HOUR),
      max: new Date(TUESDAY + 11 * HOUR),
      noInvalidDate: true,
    }),
    milestones: uniqueArray(constantFrom(...MILESTONES), { minLength: 1 }),
    delays: array(integer({ min: -5 * MINUTE, max: 50 * HOUR }), {
      minLength: MILESTONES.length,
      maxLength: MILESTONES.length,
    }),
    cost: integer({ min: 0, max: 100_000 }),
  }),
  { minLength: 1, maxLength: 12 },
).map((attempts) =>
  attempts.flatMap(({ milestones, delays, attemptedAt, ...about }, index) => {
    const at = attemptedAt.getTime();
    const known = milestones.map((milestone, place): [Milestone, number] => [
      milestone,
      at + (delays[place] ?? 0),
    ]);
    return known.map((_, last) =>
      progress(index, Object.fromEntries(known.slice(0, last + 1)), { ...about, attemptedAt: at }),
    );
  }),
);

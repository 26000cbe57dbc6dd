import type { AttemptStatus } from './attempt.ts';
import type { Instant } from './instant.ts';

/**
 * What statistics count of an attempt. `sent`: a provider took it. `refused`: a provider did not. `failed`: it was taken
 * and did not arrive. `receipt`: the delivery was reported by itself, so that its time is known.
 */
export const MILESTONES = [
  'sent',
  'refused',
  'failed',
  'delivered',
  'receipt',
  'opened',
  'read',
  'clicked',
] as const;

export type Milestone = (typeof MILESTONES)[number];

/**
 * When the first report that proved a milestone said that it happened. Never changes, whatever is reported later: all
 * copies of a fact carry the same instant.
 */
export type Reached = Partial<Record<Milestone, Instant>>;

/** What a report of each status proves, that of an earlier one being lost or late. Who clicks has it open. */
const PROVED_BY: Readonly<Record<AttemptStatus, readonly Milestone[]>> = {
  sending: [],
  uncertain: [],
  abandoned: [],
  sent: ['sent'],
  rejected: ['refused'],
  failed: ['sent', 'failed'],
  delivered: ['sent', 'delivered', 'receipt'],
  opened: ['sent', 'delivered', 'opened'],
  read: ['sent', 'delivered', 'read'],
  clicked: ['sent', 'delivered', 'opened', 'clicked'],
  replied: ['sent', 'delivered'],
};

export function milestonesProvedBy(status: AttemptStatus): readonly Milestone[] {
  return PROVED_BY[status];
}

/** Adds what a report proves; what was proved before keeps its instant. */
export function withReached(
  reached: Reached,
  { status, at }: { status: AttemptStatus; at: Instant },
): Reached {
  const proved = PROVED_BY[status].map((milestone) => [milestone, at] as const);
  return { ...Object.fromEntries(proved), ...reached };
}

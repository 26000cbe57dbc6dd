import type { Broadcast } from './queries.ts';

/** Where the people of a broadcast are, in the order in which a bar shows them. */
export const STATES = [
  'accepted',
  'sentBack',
  'uncertain',
  'rejected',
  'remaining',
  'waiting',
  'cancelled',
  'leftOut',
] as const;
export type PeopleState = (typeof STATES)[number];

export interface Progress {
  people: number;
  counts: Record<PeopleState, number>;
  /** Whose fate is known. */
  done: number;
}

/** Everybody once, each in one state; undefined until the audience was read. */
export function progressOf({ people, plan, progress, status }: Broadcast): Progress | undefined {
  if (people === undefined) return undefined;
  const known = Object.values(progress).reduce((sum, count) => sum + count, 0);
  const left = Math.max(0, people - known - plan.leftOut.total);
  const isOver = status === 'cancelled';
  // Who waits for the morning is part of those who are left; nobody waits any more once it was cancelled.
  const waiting = isOver ? 0 : Math.min(plan.waiting, left);
  const counts = {
    accepted: progress.accepted,
    sentBack: progress.sentBack,
    uncertain: progress.uncertain,
    rejected: progress.rejected,
    remaining: isOver ? 0 : left - waiting,
    waiting,
    cancelled: progress.cancelled + (isOver ? Math.max(0, left) : 0),
    leftOut: plan.leftOut.total,
  };
  return { people, counts, done: people - counts.remaining - counts.waiting };
}

/** Has everybody been decided on? What is planned until then is a part of it. */
export function isPlanned({ people, plan }: Broadcast): boolean {
  return people !== undefined && plan.people >= people;
}

/** What can still be done to it. */
export function changesOf({ status }: Broadcast): readonly ('pause' | 'resume' | 'cancel')[] {
  if (status === 'finished' || status === 'cancelled') return [];
  return status === 'paused' ? ['resume', 'cancel'] : ['pause', 'cancel'];
}

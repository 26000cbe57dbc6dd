import type { Attempt } from './attempt.ts';
import type { Instant } from './instant.ts';

/** That a provider took what one person of a pack is sent. */
export interface PackedResult {
  at: Instant;
  providerId: string;
}

/** How far the sending of a pack has come. One run at a time works on it. */
export interface PackRun {
  /** The run that holds the pack, or held it last, and until when nobody else may. */
  owner: string;
  leaseUntil: Instant;
  /** When the first call began of which nothing is known: a provider knows it again for so long. */
  startedAt: Instant;
  /** The last run gave it back: of whoever has no result, nothing left unless `mayHaveLeft`. */
  released: boolean;
  /** Of the command that was put back then: whatever was on its way before is out of date. */
  ticket?: string;
  /** A call for all of `people` may have reached the provider, and nobody knows what came of it. */
  mayHaveLeft: boolean;
  /** Whom the run sends to (`nameInPack`). */
  people: readonly string[];
  /** Everybody's fate is known. */
  finished: boolean;
  /** What the provider took, by `nameInPack`. What it refused is kept with the attempts themselves. */
  results: ReadonlyMap<string, PackedResult>;
}

/** What became of the people of a pack; together, everybody who was planned and is no other pack's. */
export interface PackCounts {
  accepted: number;
  rejected: number;
  uncertain: number;
  /** Their channel had closed, or somebody else saw to them: routing decided again. */
  sentBack: number;
  cancelled: number;
}

export const PACK_COUNTS = ['accepted', 'rejected', 'uncertain', 'sentBack', 'cancelled'] as const;

export function noPackCounts(): PackCounts {
  return { accepted: 0, rejected: 0, uncertain: 0, sentBack: 0, cancelled: 0 };
}

export function sumOfCounts(all: readonly PackCounts[]): PackCounts {
  const sum = noPackCounts();
  for (const counts of all) for (const fate of PACK_COUNTS) sum[fate] += counts[fate];
  return sum;
}

export function peopleCounted(counts: PackCounts): number {
  return PACK_COUNTS.reduce((sum, fate) => sum + counts[fate], 0);
}

/** Has the pack been put back by another command than the one with this ticket? That one will come. */
export function isPutBackBy({ ticket, owner }: PackRun, other: string | undefined): boolean {
  // A command may be back before its ticket is written: then it carries the name of the run that put it back.
  return ticket === other || owner === other;
}

/** An attempt of a pack, called so in it (`nameInPack`), with what is known of the pack: who may make it, and that the provider took it. */
export function withPackRun(attempt: Attempt, name: string, run: PackRun | undefined): Attempt {
  if (run === undefined) return attempt;
  const { owner, leaseUntil, released, results } = run;
  const claim = { ...attempt.claim, owner, leaseUntil, released };
  const result = results.get(name);
  if (result === undefined) return { ...attempt, claim };
  return { ...accepted(attempt, result), claim };
}

/** The attempt that a provider took. It counts as sent when it was taken up: that is known before any report comes. */
export function accepted(attempt: Attempt, { at, providerId }: PackedResult): Attempt {
  return {
    ...attempt,
    providerId: attempt.providerId ?? providerId,
    events: { sent: { at }, ...attempt.events },
    reached: { ...attempt.reached, sent: attempt.claim.at },
  };
}

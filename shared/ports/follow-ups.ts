import type { AttemptRef, FollowUp } from '../domain/commands.ts';
import type { Instant } from '../domain/instant.ts';

/** Where follow-ups wait that are due. At least once, in any order. Throws when nothing was enqueued. */
export interface FollowUpQueue {
  send(followUp: FollowUp): Promise<void>;
}

/** Things to look at again later. Throws when nothing was scheduled; scheduling twice under a name keeps the later call's instant. */
export interface FollowUps {
  /** `name`: deterministic, at most 64 characters of letters, digits, `_`, `-` and `.`. */
  schedule(name: string, at: Instant, followUp: FollowUp): Promise<void>;
  /** Has an attempt's outcome checked for the `tries`-th time, sharing one schedule with the attempts watched at the same moment. */
  watch(attempt: AttemptRef, at: Instant, tries: number): Promise<void>;
}

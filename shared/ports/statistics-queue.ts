import type { AttemptProgress } from '../domain/statistics.ts';

/** Where what became of attempts waits to be counted. At least once, in any order. Throws when nothing was enqueued. */
export interface StatisticsQueue {
  send(progress: AttemptProgress): Promise<void>;
  /** What up to a hundred attempts of one tenant have to tell, together. */
  sendAll(told: readonly AttemptProgress[]): Promise<void>;
}

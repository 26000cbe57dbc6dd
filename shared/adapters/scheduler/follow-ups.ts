import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { AttemptRef, FollowUp } from '../../domain/commands.ts';
import type { Instant } from '../../domain/instant.ts';
import { shortHash } from '../../domain/message-id.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FollowUps } from '../../ports/follow-ups.ts';
import { type Companions, microBatch } from '../micro-batch.ts';
import { OneTimeSchedules, type ScheduleTarget } from './one-time-schedules.ts';

interface Watched {
  attempt: AttemptRef;
  at: Instant;
  tries: number;
}

/** Attempts that share one schedule: an SQS batch at most. */
const WATCHED_TOGETHER = 10;

/** One-time schedules of EventBridge Scheduler that write to the follow-ups queue and delete themselves. */
export class ScheduledFollowUps implements FollowUps {
  readonly #schedules: OneTimeSchedules;
  readonly #watch: (entry: Watched) => Promise<void>;

  /** `companions`: how many callers have attempts watched side by side; each is taken to be alone without it. */
  constructor(
    client: SchedulerClient,
    target: ScheduleTarget,
    clock: Clock,
    companions: Companions = () => 1,
  ) {
    this.#schedules = new OneTimeSchedules(client, target, clock);
    this.#watch = microBatch({ entries: WATCHED_TOGETHER, companions }, async (entries) => {
      const attempts = entries.map(({ attempt }) => attempt);
      const name = `watch-${shortHash(attempts.map(({ messageId, number }) => `${messageId}-${number}`).join())}`;
      const at = Math.max(...entries.map((entry) => entry.at));
      await this.schedule(name, at, {
        kind: 'reconcile',
        attempts,
        tries: Math.min(...entries.map(({ tries }) => tries)),
      });
      return entries.map(() => undefined);
    });
  }

  async schedule(name: string, at: Instant, followUp: FollowUp): Promise<void> {
    await this.#schedules.put(name, at, followUp);
  }

  async watch(attempt: AttemptRef, at: Instant, tries: number): Promise<void> {
    await this.#watch({ attempt, at, tries });
  }
}

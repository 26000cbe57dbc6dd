import {
  ConflictException,
  CreateScheduleCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { AttemptRef, FollowUp } from '../../domain/commands.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import { shortHash } from '../../domain/message-id.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FollowUps } from '../../ports/follow-ups.ts';
import { type Companions, microBatch } from '../micro-batch.ts';

export interface ScheduleTarget {
  group: string;
  queueArn: string;
  roleArn: string;
}

interface Watched {
  attempt: AttemptRef;
  at: Instant;
  tries: number;
}

/** Attempts that share one schedule: an SQS batch at most. */
const WATCHED_TOGETHER = 10;

/** One-time schedules of EventBridge Scheduler that write to the follow-ups queue and delete themselves. */
export class ScheduledFollowUps implements FollowUps {
  readonly #client: SchedulerClient;
  readonly #target: ScheduleTarget;
  readonly #clock: Clock;
  readonly #watch: (entry: Watched) => Promise<void>;

  /** `companions`: how many callers have attempts watched side by side; each is taken to be alone without it. */
  constructor(
    client: SchedulerClient,
    target: ScheduleTarget,
    clock: Clock,
    companions: Companions = () => 1,
  ) {
    this.#client = client;
    this.#target = target;
    this.#clock = clock;
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
    const request = this.#request(name, at, followUp);
    try {
      await this.#client.send(new CreateScheduleCommand(request));
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
      await this.#client.send(new UpdateScheduleCommand(request));
    }
  }

  async watch(attempt: AttemptRef, at: Instant, tries: number): Promise<void> {
    await this.#watch({ attempt, at, tries });
  }

  #request(name: string, at: Instant, followUp: FollowUp) {
    const { group, queueArn, roleArn } = this.#target;
    // A schedule in the past may be refused; the next whole second is the soonest one can be.
    const soonest = Math.max(at, this.#clock.now() + SECOND);
    const second = new Date(Math.ceil(soonest / SECOND) * SECOND).toISOString().slice(0, 19);
    return {
      Name: name,
      GroupName: group,
      ScheduleExpression: `at(${second})`,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' as const },
      ActionAfterCompletion: 'DELETE' as const,
      Target: { Arn: queueArn, RoleArn: roleArn, Input: JSON.stringify({ v: 1, ...followUp }) },
    };
  }
}

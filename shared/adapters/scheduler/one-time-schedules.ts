import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { type Instant, SECOND } from '../../domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';

/** Where schedules are kept, the queue that they write to, and the role in whose name. */
export interface ScheduleTarget {
  group: string;
  queueArn: string;
  roleArn: string;
}

/** One-time schedules of EventBridge Scheduler that write to one queue and delete themselves. */
export class OneTimeSchedules {
  readonly #client: SchedulerClient;
  readonly #target: ScheduleTarget;
  readonly #clock: Clock;

  constructor(client: SchedulerClient, target: ScheduleTarget, clock: Clock) {
    this.#client = client;
    this.#target = target;
    this.#clock = clock;
  }

  /** The same name again moves it. */
  async put(name: string, at: Instant, message: object): Promise<void> {
    const request = this.#request(name, at, message);
    try {
      await this.#client.send(new CreateScheduleCommand(request));
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
      await this.#client.send(new UpdateScheduleCommand(request));
    }
  }

  /** Nothing happens when there is none of that name: it may have fired. */
  async remove(name: string): Promise<void> {
    try {
      await this.#client.send(new DeleteScheduleCommand({ Name: name, GroupName: this.#target.group }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  }

  #request(name: string, at: Instant, message: object) {
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
      Target: { Arn: queueArn, RoleArn: roleArn, Input: JSON.stringify({ v: 1, ...message }) },
    };
  }
}

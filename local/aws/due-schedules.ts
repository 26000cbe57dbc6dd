import type { TimedPart } from '../parts.ts';
import type { LocalModel, ScheduleModel } from '../template/model.ts';
import type { Queues } from './queues.ts';
import { dueAfter, isOneTime } from './schedule-expression.ts';
import type { Schedule, ScheduleStore } from './schedule-store.ts';
import { isAllowed } from './statement.ts';

export interface DueSchedulesOptions {
  readonly store: ScheduleStore;
  readonly queues: Queues;
  readonly roles: LocalModel['roles'];
  readonly onRefused: (message: string) => void;
}

/** What EventBridge Scheduler does when schedules fall due: writes their input to a queue, in the name of their role. */
export class DueSchedules implements TimedPart {
  readonly #options: DueSchedulesOptions;

  constructor(options: DueSchedulesOptions) {
    this.#options = options;
  }

  /** Makes the template's own schedules known; one that has not changed keeps its place in time. */
  register(schedules: readonly ScheduleModel[], now: number): void {
    const { store } = this.#options;
    for (const model of schedules) {
      const known = store.get(model.group, model.name);
      if (known?.expression === model.expression && known.due !== undefined) continue;
      const due = dueAfter(model.expression, model.timeZone, now);
      store.put({ ...model, due, deleteAfterCompletion: false, clientToken: undefined });
    }
  }

  nextDue(): number | undefined {
    return this.#options.store.nextDue();
  }

  runDue(now: number): Promise<void> {
    for (const schedule of this.#options.store.due(now)) {
      this.#deliver(schedule);
      this.#moveOn(schedule, now);
    }
    return Promise.resolve();
  }

  #deliver({ name, target }: Schedule): void {
    const { roles, queues, onRefused } = this.#options;
    const access = { action: 'sqs:SendMessage', resource: target.arn };
    if (isAllowed(roles.get(target.roleArn) ?? [], access)) queues.send(target.arn, target.input);
    else onRefused(`The schedule ${name} is lost: ${target.roleArn} may not send to ${target.arn}`);
  }

  /** Only after the delivery: dying in between delivers twice, as AWS may, but never not at all. */
  #moveOn(schedule: Schedule, now: number): void {
    const { store } = this.#options;
    const { group, name, expression, timeZone } = schedule;
    if (!isOneTime(expression)) store.put({ ...schedule, due: dueAfter(expression, timeZone, now) });
    else if (schedule.deleteAfterCompletion) store.delete(group, name);
    else store.put({ ...schedule, due: undefined });
  }
}

import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Instant } from '../../domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JourneyTold } from '../../domain/journeys/journey-event.ts';
import type { JourneyTimers } from '../../ports/journey-timers.ts';
import { OneTimeSchedules, type ScheduleTarget } from './one-time-schedules.ts';

/** Timers of journeys: one-time schedules that write to the journeys queue. */
export class ScheduledJourneyTimers implements JourneyTimers {
  readonly #schedules: OneTimeSchedules;

  constructor(client: SchedulerClient, target: ScheduleTarget, clock: Clock) {
    this.#schedules = new OneTimeSchedules(client, target, clock);
  }

  plan(name: string, at: Instant, told: JourneyTold): Promise<void> {
    return this.#schedules.put(name, at, told);
  }

  drop(name: string): Promise<void> {
    return this.#schedules.remove(name);
  }
}

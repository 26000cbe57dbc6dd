import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JourneyTold } from '../../domain/journeys/journey-event.ts';
import type { JourneyTimers } from '../../ports/journey-timers.ts';
import { OneTimeSchedules, type ScheduleTarget } from './one-time-schedules.ts';

/** Names that are kept in mind. */
const REMEMBERED = 2_000;
/** What is due sooner is always asked for: clocks differ, and a timer that has fired is none any more. */
const SURELY_AHEAD = 10 * MINUTE;

/**
 * Timers of journeys: one-time schedules that write to the journeys queue. Whoever of a cohort comes after the first has
 * their timer already: what was planned lately is not asked for again.
 */
export class ScheduledJourneyTimers implements JourneyTimers {
  readonly #schedules: OneTimeSchedules;
  readonly #planned = new Map<string, Instant>();
  readonly #clock: Clock;

  constructor(client: SchedulerClient, target: ScheduleTarget, clock: Clock) {
    this.#schedules = new OneTimeSchedules(client, target, clock);
    this.#clock = clock;
  }

  async plan(name: string, at: Instant, told: JourneyTold): Promise<void> {
    const isAhead = at - this.#clock.now() > SURELY_AHEAD;
    if (isAhead && this.#planned.get(name) === at) return;
    await this.#schedules.put(name, at, told);
    if (this.#planned.size >= REMEMBERED) this.#planned.clear();
    this.#planned.set(name, at);
  }

  async drop(name: string): Promise<void> {
    this.#planned.delete(name);
    await this.#schedules.remove(name);
  }
}

import { type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { JourneyTold } from '../../shared/domain/journeys/journey-event.ts';
import type { JourneyTimers } from '../../shared/ports/journey-timers.ts';
import type { Chance } from './chance.ts';
import type { Faults } from './faults.ts';
import type { VirtualTime } from './virtual-time.ts';

interface Surroundings {
  time: VirtualTime;
  chance: Chance;
  faults: Faults;
  /** Puts what has fallen due into the journeys queue. */
  release: (told: JourneyTold) => void;
}

const LATEST = 20 * MINUTE;

/** The timers of journeys in EventBridge Scheduler, with its weaknesses: late at times, and twice at others. */
export class SimulatedTimers implements JourneyTimers {
  readonly #around: Surroundings;
  readonly #waiting = new Map<string, object>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async plan(name: string, at: Instant, told: JourneyTold): Promise<void> {
    if (!/^[\w.-]{1,64}$/.test(name)) throw new Error(`${name} is no name for a schedule`);
    const { time, chance, faults } = this.#around;
    const planned = {};
    this.#waiting.set(name, planned);
    const isLate = faults.strikes('schedule-late', name);
    const delay = isLate ? chance.between(`${name} late`, SECOND, LATEST) : 0;
    time.at(Math.max(at, time.now + SECOND) + delay, () => {
      if (this.#waiting.get(name) === planned) this.#fire(name, told);
    });
  }

  async drop(name: string): Promise<void> {
    this.#waiting.delete(name);
  }

  #fire(name: string, told: JourneyTold): void {
    const { time, chance, faults, release } = this.#around;
    this.#waiting.delete(name);
    release(told);
    if (!faults.strikes('schedule-twice', name)) return;
    time.after(chance.between(`${name} twice`, 0, MINUTE), () => {
      release(told);
    });
  }
}

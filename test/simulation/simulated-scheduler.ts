import type { AttemptRef, FollowUp } from '../../shared/domain/commands.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { FollowUps } from '../../shared/ports/follow-ups.ts';
import type { Chance } from './chance.ts';
import type { Faults } from './faults.ts';
import type { VirtualTime } from './virtual-time.ts';

interface Planned {
  at: Instant;
  /** What is put off, as text: two schedules with the same are one thing done twice. */
  purpose: string;
}

interface Surroundings {
  time: VirtualTime;
  chance: Chance;
  faults: Faults;
  /** Puts what has fallen due into the follow-ups queue. */
  release: (followUp: FollowUp) => void;
  /** Two schedules wait for the same thing. */
  onDouble: (purpose: string) => void;
}

const LATEST = 20 * MINUTE;

/** EventBridge Scheduler: one-time schedules by name, that fire late at times, and twice at others. */
export class SimulatedScheduler implements FollowUps {
  readonly #around: Surroundings;
  readonly #waiting = new Map<string, Planned>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async schedule(name: string, at: Instant, followUp: FollowUp): Promise<void> {
    if (!/^[\w.-]{1,64}$/.test(name)) throw new Error(`${name} is no name for a schedule`);
    const { time, chance, faults, onDouble } = this.#around;
    const purpose = `${name.split('-')[0] ?? ''} ${JSON.stringify(followUp)}`;
    for (const [other, waiting] of this.#waiting)
      if (other !== name && waiting.purpose === purpose) onDouble(purpose);
    const second = Math.ceil(Math.max(at, time.now + SECOND) / SECOND) * SECOND;
    const planned = { at: second, purpose };
    this.#waiting.set(name, planned);
    const isLate = faults.strikes('schedule-late', name);
    const delay = isLate ? chance.between(`${name} late`, SECOND, LATEST) : 0;
    time.at(second + delay, () => {
      // Scheduling under the same name replaces what was there.
      if (this.#waiting.get(name) === planned) this.#fire(name, followUp);
    });
  }

  async watch(attempt: AttemptRef, at: Instant, tries: number): Promise<void> {
    const name = `watch-${attempt.messageId}-${attempt.number}`;
    await this.schedule(name, at, { kind: 'reconcile', attempts: [attempt], tries });
  }

  get length(): number {
    return this.#waiting.size;
  }

  #fire(name: string, followUp: FollowUp): void {
    const { time, chance, faults, release } = this.#around;
    this.#waiting.delete(name);
    release(followUp);
    if (!faults.strikes('schedule-twice', name)) return;
    time.after(chance.between(`${name} twice`, 0, MINUTE), () => {
      release(followUp);
    });
  }
}

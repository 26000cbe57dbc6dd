import type { AttemptRef, FollowUp } from '../../../shared/domain/commands.ts';
import { type Instant } from '../../../shared/domain/instant.ts';
import type { FollowUps } from '../../../shared/ports/follow-ups.ts';

export interface Schedule {
  name: string;
  at: Instant;
  followUp: FollowUp;
}

/** One-time schedules by name. */
export class MemoryFollowUps implements FollowUps {
  readonly #schedules = new Map<string, Schedule>();

  async schedule(name: string, at: Instant, followUp: FollowUp): Promise<void> {
    if (!/^[\w.-]{1,64}$/.test(name)) throw new Error(`${name} is no name for a schedule`);
    this.#schedules.set(name, { name, at, followUp: structuredClone(followUp) });
  }

  async watch(attempt: AttemptRef, at: Instant, tries: number): Promise<void> {
    const name = `watch-${attempt.messageId}-${attempt.number}`;
    await this.schedule(name, at, { kind: 'reconcile', attempts: [attempt], tries });
  }

  /** The next schedule to fall due. */
  next(): Schedule | undefined {
    return [...this.#schedules.values()].sort((a, b) => a.at - b.at)[0];
  }

  all(): Schedule[] {
    return [...this.#schedules.values()];
  }

  delete(name: string): void {
    this.#schedules.delete(name);
  }
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queues } from './aws/queues.ts';
import type { TimedPart } from './parts.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface TimelineOptions {
  readonly clock: VirtualClock;
  readonly queues: Queues;
  /** Whatever else has work that falls due. */
  readonly parts: readonly TimedPart[];
  /** True when nothing is being worked on. */
  readonly isQuiet: () => boolean;
  /** Keeps how far the clock is ahead, so that a restart does not fall back in time; see `restoreClock`. */
  readonly file: string;
  readonly onError: (error: unknown) => void;
}

const TICK_MILLISECONDS = 50;
/** How long one step of a jump waits for the work that it caused. */
const SETTLE_MILLISECONDS = 10_000;

/** Makes what falls due happen: by itself as time passes, and in order when the clock jumps. */
export class Timeline {
  readonly #options: TimelineOptions;
  readonly #parts: readonly TimedPart[];
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #isBusy = false;
  #isStopped = false;

  constructor(options: TimelineOptions) {
    this.#options = options;
    this.#parts = [...options.parts, options.queues];
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (!this.#isBusy && this.#isDue()) void this.#exclusively(() => this.#runDue());
    }, TICK_MILLISECONDS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#isStopped = true;
    await this.#work;
  }

  /** Jumps ahead by so many milliseconds, stopping at every instant at which something falls due. */
  async advance(milliseconds: number): Promise<void> {
    await this.#exclusively(() => this.#advance(this.#options.clock.now() + milliseconds));
  }

  async #advance(target: number): Promise<void> {
    const { clock } = this.#options;
    await this.#settle();
    for (
      let next = this.#nextDue();
      next !== undefined && next <= target && !this.#isStopped;
      next = this.#nextDue()
    ) {
      this.#skip(next - clock.now());
      await this.#runDue();
      await this.#settle();
    }
    this.#skip(target - clock.now());
  }

  #skip(milliseconds: number): void {
    const skipped = Math.max(0, Math.ceil(milliseconds));
    const { clock, queues, file } = this.#options;
    if (skipped === 0) return;
    clock.skip(skipped);
    queues.skip(skipped);
    // Written beside and renamed: a process killed here leaves the old file or the new one, not half of one.
    writeFileSync(`${file}.new`, JSON.stringify({ offset: clock.offset }));
    renameSync(`${file}.new`, file);
  }

  async #settle(): Promise<void> {
    const deadline = performance.now() + SETTLE_MILLISECONDS;
    while (performance.now() < deadline && !this.#isStopped) {
      await sleep(2);
      if (this.#isDue()) await this.#runDue();
      else if (this.#options.isQuiet()) return;
    }
  }

  #isDue(): boolean {
    const next = this.#nextDue();
    return next !== undefined && next <= this.#options.clock.now();
  }

  #nextDue(): number | undefined {
    const dues = this.#parts.flatMap((part) => part.nextDue() ?? []);
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  async #runDue(): Promise<void> {
    const now = this.#options.clock.now();
    for (const part of this.#parts) {
      if ((part.nextDue() ?? Number.POSITIVE_INFINITY) <= now) await part.runDue(now);
    }
  }

  /** One thing at a time, in the order asked for. */
  async #exclusively(work: () => Promise<void>): Promise<void> {
    const before = this.#work;
    const mine = before.then(async () => {
      this.#isBusy = true;
      await work().finally(() => {
        this.#isBusy = false;
      });
    });
    this.#work = mine.catch(this.#options.onError);
    await mine;
  }
}

/** Puts a clock where the last run left it. */
export function restoreClock(clock: VirtualClock, file: string): void {
  if (!existsSync(file)) return;
  const saved: { offset: number } = JSON.parse(readFileSync(file, 'utf8'));
  clock.skip(saved.offset);
}

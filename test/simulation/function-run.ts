import { composeMessageId, composeTimedId, ULID_RANDOM_BYTES } from '../../shared/domain/message-id.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import { lendPorts } from '../support/lend-ports.ts';
import type { Chance } from './chance.ts';
import { fraction } from './chance.ts';
import type { Faults } from './faults.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface RunSurroundings {
  time: VirtualTime;
  chance: Chance;
  faults: Faults;
  /** `result`: what a call gave back, worded only when somebody reads it. */
  trace: (line: string, result?: unknown) => void;
  /** Called before and after the effect of every call of a port. */
  before: (run: FunctionRun, path: string, values: readonly unknown[]) => void;
  after: (run: FunctionRun, path: string, values: readonly unknown[]) => void;
}

const SKEW = 5 * MINUTE;
const NETWORK = 25;

/**
 * One run of a function: each call of a port takes time, may fail, be repeated or be the last. Runs stand beside each
 * other: while one waits for a call, the others go on.
 */
export class FunctionRun {
  readonly name: string;
  readonly startedAt: Instant;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How far its clock is wrong. */
  readonly skew: number;
  readonly #around: RunSurroundings;
  #calls = 0;
  #isOver = false;
  #die: (why: string) => void = () => {};

  constructor(name: string, around: RunSurroundings) {
    const { time, chance, faults } = around;
    this.name = name;
    this.#around = around;
    this.startedAt = time.now;
    const isSkewed = faults.strikes('skewed-clock', name);
    this.skew = isSkewed ? chance.between(`${name} skew`, -SKEW, SKEW) : 0;
    this.clock = { now: () => time.now + this.skew };
    this.ids = idsOf(name);
  }

  /** Undefined when the run died, of a crash or of its time-out; then nothing it would have done happens. */
  async finish<T, P extends object>(
    ports: P,
    timeout: number,
    work: (ports: P & { clock: Clock; ids: Ids }) => Promise<T>,
  ): Promise<T | undefined> {
    const all = { ...ports, clock: this.clock, ids: this.ids };
    const lent = lendPorts(all, (path, effect, values) => this.#call(path, effect, values));
    const death = new Promise<undefined>((resolve) => {
      this.#die = (why) => {
        if (this.#isOver) return;
        this.#isOver = true;
        this.#around.trace(`${this.name} dies: ${why}`);
        resolve(undefined);
      };
    });
    this.#around.time.after(timeout, () => {
      this.#die('it took too long');
    });
    try {
      return await Promise.race([work(lent), death]);
    } finally {
      this.#isOver = true;
    }
  }

  #call(path: string, effect: () => Promise<unknown>, values: readonly unknown[]): Promise<unknown> {
    const { time, chance, faults } = this.#around;
    const place = `${this.name}, ${path} (${(this.#calls += 1)})`;
    const freeze = faults.strikes('freeze', place)
      ? chance.between(`${place} freeze`, SECOND, 40 * SECOND)
      : 0;
    return new Promise((resolve, reject) => {
      time.after(chance.between(place, 1, NETWORK) + freeze, () => {
        if (this.#isOver) return;
        if (faults.strikes('crash-before', place)) {
          this.#die(`before ${path}`);
          return;
        }
        void this.#perform(path, place, effect, values).then(resolve, reject);
      });
    });
  }

  /** The effect, and the way back of its answer. Never settles when the run dies on that way. */
  async #perform(
    path: string,
    place: string,
    effect: () => Promise<unknown>,
    values: readonly unknown[],
  ): Promise<unknown> {
    const { faults, trace, before, after } = this.#around;
    // What providers do wrong is theirs to decide, and their health is kept in memory.
    const isAws = !/^providers?\.|^scopes\.health\./.test(path);
    if (isAws && faults.strikes('call-fails', place)) {
      trace(`${this.name}: ${path} fails`);
      throw new Error(`${path} does not answer`);
    }
    before(this, path, values);
    let result = await effect();
    trace(`${this.name}: ${path} →`, result ?? 'done');
    after(this, path, values);
    if (isAws && faults.strikes('call-repeated', place)) result = await effect();
    await this.#travelBack(path, place);
    if (isAws && faults.strikes('answer-lost', place)) throw new Error(`${path} did not answer in time`);
    return result;
  }

  #travelBack(path: string, place: string): Promise<void> {
    const { time, chance, faults } = this.#around;
    return new Promise((resolve) => {
      time.after(chance.between(`${place} back`, 1, NETWORK), () => {
        if (this.#isOver) return;
        if (faults.strikes('crash-after', place)) this.#die(`after ${path}`);
        else resolve();
      });
    });
  }
}

/** Ids that are the same in every repetition of the same run. */
function idsOf(name: string): Ids {
  let count = 0;
  const next = (): Uint8Array => {
    const bytes = Buffer.alloc(ULID_RANDOM_BYTES);
    bytes.writeUIntBE(Math.floor(fraction(`${name} id ${(count += 1)}`) * 2 ** 48), 0, 6);
    return bytes;
  };
  return {
    messageId: (prospectId, at) => composeMessageId(prospectId, at, next()),
    timedId: (prefix, at) => composeTimedId(prefix, at, next()),
    claimOwner: () => Buffer.from(next()).toString('base64url'),
  };
}

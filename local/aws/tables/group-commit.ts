import type { Callback, LevelChange, LevelDatabase } from './dynalite-parts.ts';

interface Waiting {
  readonly change: LevelChange;
  readonly callback: Callback;
}

/** Writes one batch at a time, of everything that came while the one before was being written. */
export class GroupCommit {
  readonly #db: LevelDatabase;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(db: LevelDatabase) {
    this.#db = db;
  }

  /** Calls back when the change is with the operating system, where it survives the end of this process. */
  add(change: LevelChange, callback: Callback): void {
    this.#waiting.push({ change, callback });
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when nothing is left to write. */
  async settle(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const written = this.#waiting;
      this.#waiting = [];
      const error: unknown = await this.#db.batch(written.map(({ change }) => change)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      for (const { callback } of written) callback(error);
    }
    this.#writing = undefined;
  }
}

import { DatabaseSync } from 'node:sqlite';

/** A schedule as it was created, and when it falls due next (ms); undefined when it is disabled or over. */
export interface Schedule {
  readonly group: string;
  readonly name: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly due: number | undefined;
  readonly target: { readonly arn: string; readonly roleArn: string; readonly input: string };
  readonly deleteAfterCompletion: boolean;
  /** Of the request that created it: the same request again is not a conflict. */
  readonly clientToken: string | undefined;
}

/** Schedules on disk: what was answered is written. */
export class ScheduleStore {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS schedules (
        name TEXT NOT NULL, group_name TEXT NOT NULL, due INTEGER, schedule TEXT NOT NULL,
        PRIMARY KEY (group_name, name)
      );
      CREATE INDEX IF NOT EXISTS schedules_due ON schedules (due);
    `);
  }

  get(group: string, name: string): Schedule | undefined {
    const row = this.#database
      .prepare('SELECT schedule FROM schedules WHERE group_name = ? AND name = ?')
      .get(group, name);
    return row && read(row);
  }

  put(schedule: Schedule): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO schedules (name, group_name, due, schedule) VALUES (?, ?, ?, ?)')
      .run(schedule.name, schedule.group, schedule.due ?? null, JSON.stringify(schedule));
  }

  /** Returns whether there was one. */
  delete(group: string, name: string): boolean {
    const { changes } = this.#database
      .prepare('DELETE FROM schedules WHERE group_name = ? AND name = ?')
      .run(group, name);
    return changes > 0;
  }

  nextDue(): number | undefined {
    const due = this.#database.prepare('SELECT MIN(due) AS due FROM schedules').get()?.['due'];
    return typeof due === 'number' ? due : undefined;
  }

  /** What is due at `now`, earliest first. */
  due(now: number): readonly Schedule[] {
    return this.#database
      .prepare('SELECT schedule FROM schedules WHERE due <= ? ORDER BY due')
      .all(now)
      .map(read);
  }

  /** Every schedule, soonest first. */
  all(): readonly Schedule[] {
    return this.#database.prepare('SELECT schedule FROM schedules ORDER BY due').all().map(read);
  }

  close(): void {
    this.#database.close();
  }
}

function read(row: Readonly<Record<string, unknown>>): Schedule {
  const schedule: Schedule = JSON.parse(String(row['schedule']));
  return schedule;
}

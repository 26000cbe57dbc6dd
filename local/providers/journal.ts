import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * An append-only file of JSON lines. A line is one transaction: it is in the file, whole, before `append` returns,
 * so that what was answered survives `kill -9`; a line cut short by the kill was never answered and is left out.
 */
export class Journal<Entry> {
  readonly #path: string;
  #file: number | undefined;

  constructor(directory: string, name: string) {
    mkdirSync(directory, { recursive: true });
    this.#path = join(directory, name);
  }

  /** Everything that was written, in order. */
  read(): Entry[] {
    if (!existsSync(this.#path)) return [];
    return readFileSync(this.#path, 'utf8')
      .split('\n')
      .flatMap(parseLine<Entry>);
  }

  /** Replaces the whole content by an equivalent, shorter one, then opens the file for appending. */
  restart(entries: readonly Entry[]): void {
    const fresh = `${this.#path}.new`;
    writeFileSync(fresh, entries.map((entry) => `${JSON.stringify([entry])}\n`).join(''));
    renameSync(fresh, this.#path);
    this.#file = openSync(this.#path, 'a');
  }

  append(entries: readonly Entry[]): void {
    if (this.#file === undefined) throw new Error('The journal is closed');
    const line = Buffer.from(`${JSON.stringify(entries)}\n`);
    for (let written = 0; written < line.length;) written += writeSync(this.#file, line, written);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

function parseLine<Entry>(line: string): Entry[] {
  if (line === '') return [];
  try {
    const entries: Entry[] = JSON.parse(line);
    return entries;
  } catch {
    return [];
  }
}

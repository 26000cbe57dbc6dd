import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

const PIECE = 1024 * 1024;

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

  /** Everything that was written, in order; a piece of the file at a time, which may be larger than a string. */
  *read(): Generator<Entry> {
    if (!existsSync(this.#path)) return;
    const file = openSync(this.#path, 'r');
    const decoder = new StringDecoder('utf8');
    const piece = Buffer.alloc(PIECE);
    let rest = '';
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
      const lines = (rest + decoder.write(piece.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield* parseLine<Entry>(line);
    }
    closeSync(file);
    yield* parseLine<Entry>(rest);
  }

  /** Replaces the whole content by an equivalent, shorter one, then opens the file for appending. */
  restart(entries: Iterable<Entry>): void {
    const fresh = `${this.#path}.new`;
    this.#file = openSync(fresh, 'w');
    for (const entry of entries) this.append([entry]);
    closeSync(this.#file);
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

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** The HTML of an e-mail that lies on the disk: a hundred thousand of them do not fit into memory. */
export class KeptLetter {
  readonly #letters: Letters;
  readonly id: string;

  constructor(letters: Letters, id: string) {
    this.#letters = letters;
    this.id = id;
  }

  read(): string {
    return this.#letters.read(this.id);
  }

  /** What a journal writes of it. */
  toJSON(): WrittenLetter {
    return { letter: this.id };
  }
}

interface WrittenLetter {
  readonly letter: string;
}

/** The HTML, wherever it lies. */
export function htmlOf(html: string | KeptLetter): string {
  return typeof html === 'string' ? html : html.read();
}

/** Letters by what they say: what was sent to many is kept once. */
export class Letters {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  /** The one that was kept last, which is most often the next one too. */
  #last: { readonly html: string; readonly kept: KeptLetter } | undefined;

  constructor(directory: string) {
    this.#db = new DatabaseSync(join(directory, 'letters.db'));
    // A killed process loses nothing that reached the operating system.
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    this.#db.exec(
      'CREATE TABLE IF NOT EXISTS letters (id TEXT PRIMARY KEY, html TEXT NOT NULL) WITHOUT ROWID',
    );
    this.#insert = this.#db.prepare('INSERT OR IGNORE INTO letters (id, html) VALUES (?, ?)');
    this.#select = this.#db.prepare('SELECT html FROM letters WHERE id = ?');
  }

  /** On the disk when this returns, or at the end of `together`; as it is given, or as a journal wrote it. */
  keep(html: string | WrittenLetter): KeptLetter {
    if (typeof html !== 'string') return new KeptLetter(this, html.letter);
    if (this.#last?.html === html) return this.#last.kept;
    const id = createHash('sha256').update(html).digest('base64url');
    this.#insert.run(id, html);
    const kept = new KeptLetter(this, id);
    this.#last = { html, kept };
    return kept;
  }

  read(id: string): string {
    return String(this.#select.get(id)?.['html'] ?? '');
  }

  /** Writes once what is kept while `work` runs. */
  together<Result>(work: () => Result): Result {
    this.#db.exec('BEGIN');
    const result = work();
    this.#db.exec('COMMIT');
    return result;
  }

  close(): void {
    this.#db.close();
  }
}

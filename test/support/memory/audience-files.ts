import type { LeftOut } from '../../../shared/domain/broadcast-plan.ts';
import type { Recipient } from '../../../shared/domain/broadcast.ts';
import type { AudienceFiles, AudienceRef } from '../../../shared/ports/audience-files.ts';

const nameOf = ({ tenantId, audienceId }: AudienceRef, name: string): string =>
  `${tenantId}/${audienceId}/${name}`;

const BASE = 'https://files.example/';

/** Files of audiences. */
export class MemoryAudienceFiles implements AudienceFiles {
  readonly #files = new Map<string, string>();

  uploadTo(url: string, text: string): void {
    this.#files.set(url.slice(BASE.length), text);
  }

  downloadFrom(url: string): string | undefined {
    return this.#files.get(url.slice(BASE.length));
  }

  async uploadUrl(ref: AudienceRef): Promise<string> {
    return `${BASE}${nameOf(ref, 'upload')}`;
  }

  async uploaded(ref: AudienceRef): Promise<AsyncIterable<Uint8Array> | undefined> {
    const text = this.#files.get(nameOf(ref, 'upload'));
    if (text === undefined) return undefined;
    return (async function* pieces() {
      yield Buffer.from(text);
    })();
  }

  async writeChunk(ref: AudienceRef, chunk: string, people: readonly Recipient[]): Promise<void> {
    this.#files.set(nameOf(ref, `people/${chunk}`), JSON.stringify(people));
  }

  async readChunk(ref: AudienceRef, chunk: string): Promise<readonly Recipient[]> {
    const text = this.#files.get(nameOf(ref, `people/${chunk}`));
    if (text === undefined) throw new Error(`There is no chunk ${chunk}`);
    return JSON.parse(text) as Recipient[];
  }

  async writeErrors(ref: AudienceRef, csv: string): Promise<void> {
    this.#files.set(nameOf(ref, 'errors'), csv);
  }

  async errorsUrl(ref: AudienceRef): Promise<string> {
    return `${BASE}${nameOf(ref, 'errors')}`;
  }

  async writeLeftOut(ref: AudienceRef, chunk: string, people: readonly LeftOut<string>[]): Promise<void> {
    this.#files.set(nameOf(ref, `left-out/${chunk}`), JSON.stringify(people));
  }

  async readLeftOut(ref: AudienceRef, chunk: string): Promise<readonly LeftOut<string>[]> {
    return JSON.parse(this.#files.get(nameOf(ref, `left-out/${chunk}`)) ?? '[]') as LeftOut<string>[];
  }
}

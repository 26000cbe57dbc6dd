import type { InboundReport } from '../../../shared/domain/reports.ts';
import type { FetchedContent, InboundContent } from '../../../shared/ports/inbound-content.ts';

/** Hands over what a webhook says, and what was put there beside it, by the provider's id. */
export class MemoryInboundContent implements InboundContent {
  readonly #more = new Map<string, Partial<FetchedContent>>();
  /** The provider does not hand over files. */
  lacksFiles = false;

  put(providerId: string, more: Partial<FetchedContent>): void {
    this.#more.set(providerId, more);
  }

  async fetch({ providerId, text }: InboundReport, mayLackFiles: boolean): Promise<FetchedContent> {
    const content = { text, references: [], files: [], ...this.#more.get(providerId) };
    if (!this.lacksFiles) return content;
    if (!mayLackFiles) throw new Error('The provider does not hand over a file');
    return {
      ...content,
      files: content.files.map(({ filename, contentType }) => ({ filename, contentType })),
    };
  }
}

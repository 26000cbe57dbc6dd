import type { PublishedVersions, TemplateVersion } from '../../../shared/domain/templates/own-wordings.ts';
import type { TemplateStore } from '../../../shared/ports/template-store.ts';

/** The own templates of one tenant. What is published is seen at once. */
export class MemoryTemplateStore implements TemplateStore {
  readonly #versions = new Map<string, TemplateVersion[]>();
  #published: PublishedVersions = {};

  async published(): Promise<PublishedVersions> {
    return this.#published;
  }

  async publishedNow(): Promise<PublishedVersions> {
    return this.#published;
  }

  async publish(templateId: string, version: number): Promise<void> {
    this.#published = { ...this.#published, [templateId]: version };
  }

  async read(templateId: string, version: number): Promise<TemplateVersion | undefined> {
    return structuredClone(this.#of(templateId).find(({ number }) => number === version));
  }

  async list(templateId: string): Promise<readonly Omit<TemplateVersion, 'wordings'>[]> {
    return this.#of(templateId)
      .map(({ number, createdAt }) => ({ number, createdAt }))
      .sort((a, b) => b.number - a.number);
  }

  async add(templateId: string, version: TemplateVersion): Promise<'added' | 'taken'> {
    const versions = this.#of(templateId);
    if (versions.some(({ number }) => number === version.number)) return 'taken';
    this.#versions.set(templateId, [...versions, structuredClone(version)]);
    return 'added';
  }

  #of(templateId: string): TemplateVersion[] {
    return this.#versions.get(templateId) ?? [];
  }
}

import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { OwnWordings, PublishedVersions, TemplateVersion } from '../../domain/templates/own-wordings.ts';
import type { TemplateStore } from '../../ports/template-store.ts';
import { publishedTemplatesKey, templateVersionKey } from './keys.ts';
import type { Item, Table } from './table.ts';

/** How long functions may go on with what was published before. */
const KEPT_FOR = MINUTE;
const KEPT_AT_MOST = 200;
/** In front of a template's id, the attribute that holds the number of its published version. */
const PREFIX = 't_';

/** Versions: `w` the wordings as text, `at` their instant. */
export class DynamoTemplateStore implements TemplateStore {
  readonly #table: Table;
  readonly #tenantId: string;
  /** Versions never change, so what was read once is true for good. */
  readonly #versions = new Map<string, TemplateVersion>();
  #published: { versions: PublishedVersions; until: Instant } | undefined;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async published(now: Instant): Promise<PublishedVersions> {
    if (this.#published === undefined || now >= this.#published.until)
      this.#published = { versions: await this.#readPublished(false), until: now + KEPT_FOR };
    return this.#published.versions;
  }

  publishedNow(): Promise<PublishedVersions> {
    return this.#readPublished(true);
  }

  async publish(templateId: string, version: number): Promise<void> {
    await this.#table.update(publishedTemplatesKey(this.#tenantId), {
      update: 'SET #template = :version',
      names: { '#template': PREFIX + templateId },
      values: { ':version': version },
    });
  }

  async read(templateId: string, version: number): Promise<TemplateVersion | undefined> {
    const key = templateVersionKey(this.#tenantId, templateId, version);
    const name = `${key.pk}/${key.sk}`;
    const known = this.#versions.get(name);
    if (known !== undefined) return known;
    const item = await this.#table.get(key, true);
    if (item === undefined) return undefined;
    const found = { number: version, createdAt: instantOf(item), wordings: wordingsOf(item) };
    if (this.#versions.size >= KEPT_AT_MOST) this.#versions.clear();
    this.#versions.set(name, found);
    return found;
  }

  async list(templateId: string): Promise<readonly Omit<TemplateVersion, 'wordings'>[]> {
    const { pk, sk: from } = templateVersionKey(this.#tenantId, templateId, 0);
    const only = ['sk', '#at'];
    const items = await this.#table.query({
      pk,
      from,
      to: 'V~',
      consistent: true,
      only,
      names: { '#at': 'at' },
    });
    return items
      .map((item) => ({ number: Number((item['sk'] as string).slice(2)), createdAt: instantOf(item) }))
      .toReversed();
  }

  async add(
    templateId: string,
    { number, createdAt, wordings }: TemplateVersion,
  ): Promise<'added' | 'taken'> {
    const key = templateVersionKey(this.#tenantId, templateId, number);
    const item = { ...key, at: createdAt, w: JSON.stringify(wordings) };
    return (await this.#table.put(item, 'attribute_not_exists(pk)')) ? 'added' : 'taken';
  }

  async #readPublished(consistent: boolean): Promise<PublishedVersions> {
    const item = (await this.#table.get(publishedTemplatesKey(this.#tenantId), consistent)) ?? {};
    const found = Object.entries(item).filter(([name]) => name.startsWith(PREFIX));
    return Object.fromEntries(found.map(([name, version]) => [name.slice(PREFIX.length), version as number]));
  }
}

const instantOf = (item: Item): Instant => item['at'] as Instant;
const wordingsOf = (item: Item): OwnWordings => JSON.parse(item['w'] as string) as OwnWordings;

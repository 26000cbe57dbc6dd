import type { Segment } from '../../domain/segment.ts';
import type { SegmentStore } from '../../ports/segment-store.ts';
import { segmentKey } from './broadcast-keys.ts';
import { beginningWith } from './key-range.ts';
import type { Item, Table } from './table.ts';

const byName = (a: Segment, b: Segment): number => a.name.localeCompare(b.name, 'fr');

function segmentOf(item: Item): Segment {
  return JSON.parse(item['g'] as string) as Segment;
}

/** `g`: the segment as text. */
export class DynamoSegmentStore implements SegmentStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async list(): Promise<readonly Segment[]> {
    const { pk, sk } = segmentKey(this.#tenantId, '');
    const items = await this.#table.query({ pk, ...beginningWith(sk), consistent: true });
    return items.map(segmentOf).sort(byName);
  }

  async get(id: string): Promise<Segment | undefined> {
    const item = await this.#table.get(segmentKey(this.#tenantId, id), true);
    return item === undefined ? undefined : segmentOf(item);
  }

  async put(segment: Segment): Promise<void> {
    await this.#table.put({ ...segmentKey(this.#tenantId, segment.id), g: JSON.stringify(segment) });
  }

  async remove(id: string): Promise<boolean> {
    if ((await this.get(id)) === undefined) return false;
    await this.#table.remove(segmentKey(this.#tenantId, id));
    return true;
  }
}

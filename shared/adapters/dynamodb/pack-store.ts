import { DAY } from '../../domain/instant.ts';
import { bytesOfNames } from '../../domain/message-id.ts';
import type { PackRun } from '../../domain/pack-run.ts';
import type { PackEnd, PackRef, PackStart, PackStore } from '../../ports/pack-store.ts';
import { packKey } from './broadcast-keys.ts';
import { encodeResults, packRunOf, RESULTS } from './pack-items.ts';
import type { Key, Table } from './table.ts';

/** The messages of a pack read what it knows of them: it is kept a little longer than they are. */
const LONGER = 7 * DAY;
const NAMES = { '#until': 'until', '#from': 'from', '#left': 'left' };

/** One item a pack; see `pack-items.ts`. */
export class DynamoPackStore implements PackStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async load(ref: PackRef): Promise<PackRun | undefined> {
    const item = await this.#table.get(this.#key(ref), true);
    return item && packRunOf(item);
  }

  async begin(ref: PackRef, start: PackStart, before?: string): Promise<'begun' | 'lost'> {
    const { owner, at, leaseUntil, mayHaveLeft, people } = start;
    // The SDK asks again by itself when an answer was lost, and the first request may have won.
    const free = before === undefined ? 'attribute_not_exists(pk)' : 'own = :before';
    const from = mayHaveLeft ? 'if_not_exists(#from, :at)' : ':at';
    const begun = await this.#table.update(this.#key(ref), {
      update:
        `SET own = :owner, #until = :until, #left = :left, who = :who, #from = ${from}, ` +
        'expiresAt = :expires REMOVE rel',
      condition: `(${free} OR own = :owner) AND attribute_not_exists(fin)`,
      names: NAMES,
      values: {
        ':owner': owner,
        ':until': leaseUntil,
        ':left': mayHaveLeft,
        ':who': bytesOfNames(people),
        ':at': at,
        ':before': before,
        ':expires': Math.ceil((at + this.#retentionDays * DAY + LONGER) / 1_000),
      },
    });
    return begun ? 'begun' : 'lost';
  }

  async end(ref: PackRef, owner: string, { results, as }: PackEnd): Promise<void> {
    const key = this.#key(ref);
    const kept =
      results.size === 0
        ? { set: [], names: {}, values: {} }
        : {
            set: ['#results = :results'],
            names: { '#results': RESULTS + owner },
            values: { ':results': encodeResults(results) },
          };
    const put =
      as === 'finished'
        ? { set: ['#fin = :yes'], names: { '#fin': 'fin' }, values: {}, remove: ' REMOVE who' }
        : {
            set: ['rel = :yes', '#left = :left', ...(as.ticket === undefined ? [] : ['tick = :ticket'])],
            names: { '#left': 'left' },
            values: { ':ticket': as.ticket, ':left': as.mayHaveLeft },
            remove: '',
          };
    const isMine = await this.#table.update(key, {
      update: `SET ${[...kept.set, ...put.set].join(', ')}${put.remove}`,
      condition: 'own = :owner',
      names: { ...kept.names, ...put.names },
      values: { ...kept.values, ...put.values, ':yes': true, ':owner': owner },
    });
    // Another run has taken over: the pack is its to end, and what this one found out stays true.
    if (!isMine && results.size > 0)
      await this.#table.update(key, {
        update: `SET ${kept.set.join()}`,
        names: kept.names,
        values: kept.values,
      });
  }

  #key({ broadcastId, pack }: PackRef): Key {
    return packKey(this.#tenantId, broadcastId, pack);
  }
}

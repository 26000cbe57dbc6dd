import { Readable } from 'node:stream';
import type { Callback, DynaliteItems, DynaliteStore, LevelDatabase, ValueRange } from './dynalite-parts.ts';
import { GroupCommit } from './group-commit.ts';

/** What dynalite says of a table. */
interface Table {
  readonly TableStatus: string;
}

interface QuickStore {
  readonly store: DynaliteStore;
  /** Resolves when nothing is left to write. */
  readonly settle: () => Promise<void>;
}

/**
 * Dynalite's store, quick enough for a hundred thousand people: what a table is like is read once and not before
 * every item, an item is read at once and not by way of a pool of threads, and writes that come together are
 * written together.
 */
export function quickStore(store: DynaliteStore): QuickStore {
  const writes = new GroupCommit(store.db);
  const tables = knownTables(store);
  const parts = new Map<string, DynaliteItems>();
  const part = (prefix: string, open: () => DynaliteItems): DynaliteItems => {
    const known = parts.get(prefix) ?? quickItems(store, writes, prefix, open());
    parts.set(prefix, known);
    return known;
  };
  return {
    store: {
      ...store,
      ...tables,
      getItemDb: (name) => part(`item-${name}~`, () => store.getItemDb(name)),
      getIndexDb: (kind, table, index) =>
        part(`index-${kind.toLowerCase()}~${table}~${index}~`, () => store.getIndexDb(kind, table, index)),
    },
    settle: () => writes.settle(),
  };
}

/** `prefix` is what dynalite puts before the keys of these items. */
function quickItems(
  { db }: DynaliteStore,
  writes: GroupCommit,
  prefix: string,
  items: DynaliteItems,
): DynaliteItems {
  return {
    ...items,
    get(key, callback) {
      let item: unknown;
      try {
        item = db.getSync(prefix + key);
      } catch (error) {
        callback(error);
        return;
      }
      callback(undefined, item);
    },
    put: (key, value, callback) => writes.add({ type: 'put', key: prefix + key, value }, callback),
    del: (key, callback) => writes.add({ type: 'del', key: prefix + key }, callback),
    createValueStream: (range) => Readable.from(valuesOf(db, prefixed(range, prefix))),
  };
}

/**
 * Gives back the view of the database that it read from, also when it is not read to its end. Dynalite's own never
 * does, so that whatever was overwritten since stays on the disk and in memory.
 */
async function* valuesOf(db: LevelDatabase, range: ValueRange): AsyncGenerator {
  for await (const value of db.values(range)) yield value;
}

/** The range among the keys of everything; without bounds, all keys with this prefix. */
function prefixed({ gt, gte, lt, lte, reverse, limit }: ValueRange, prefix: string): ValueRange {
  const from = gt === undefined ? { gte: prefix + (gte ?? '') } : { gt: prefix + gt };
  const to = lte === undefined ? { lt: prefix + (lt ?? LAST) } : { lte: prefix + lte };
  return { ...from, ...to, reverse: reverse === true, limit: limit ?? -1 };
}

/** Comes after every key; dynalite's keys are ASCII. */
const LAST = '\u00ff';

/** Keeps what was read of tables that are in use, until something is written about any of them. */
function knownTables(store: DynaliteStore): Pick<DynaliteStore, 'getTable' | 'tableDb'> {
  const { tableDb } = store;
  const known = new Map<string, Table>();
  return {
    tableDb: {
      ...tableDb,
      put(key, value, callback) {
        known.clear();
        tableDb.put(key, value, callback);
      },
      del(key, callback) {
        known.clear();
        tableDb.del(key, callback);
      },
    },
    getTable(name, checkStatus, callback) {
      // Those who do not look at its status change what they are given.
      if (typeof checkStatus !== 'function') {
        known.delete(name);
        store.getTable(name, checkStatus, callback);
        return;
      }
      const table = known.get(name);
      if (table !== undefined) {
        checkStatus(undefined, table);
        return;
      }
      const keep: Callback = (error, found) => {
        if (isActive(found)) known.set(name, found);
        checkStatus(error, found);
      };
      store.getTable(name, keep);
    },
  };
}

function isActive(found: unknown): found is Table {
  return (
    typeof found === 'object' && found !== null && 'TableStatus' in found && found.TableStatus === 'ACTIVE'
  );
}

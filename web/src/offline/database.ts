const NAME = 'coccinelle';
const VERSION = 1;

export type StoreName = 'outbox' | 'cache';

let opening: Promise<IDBDatabase> | undefined;

async function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('outbox', { keyPath: 'key' });
      request.result.createObjectStore('cache');
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
  });
  return opening;
}

async function run<Result>(
  store: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.addEventListener('complete', () => resolve(request.result));
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('IndexedDB')));
  });
}

/** What survives a reload, in this browser. Each call is one transaction, finished when its promise is. */
export const database = {
  read: async <Value>(store: StoreName, key: string) =>
    (await run(store, 'readonly', (objects) => objects.get(key))) as Value | undefined,
  readAll: async <Value>(store: StoreName) =>
    (await run(store, 'readonly', (objects) => objects.getAll())) as Value[],
  /** `key` where the store's values do not carry their own. */
  write: async (store: StoreName, value: unknown, key?: string) => {
    await run(store, 'readwrite', (objects) => objects.put(value, key));
  },
  remove: async (store: StoreName, key: string) => {
    await run(store, 'readwrite', (objects) => objects.delete(key));
  },
  clear: async (store: StoreName) => {
    await run(store, 'readwrite', (objects) => objects.clear());
  },
};

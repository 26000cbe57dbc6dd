import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';

/** Answers of dynalite's parts come back by call: an error first. */
export type Callback<Value = unknown> = (error: unknown, value?: Value) => void;

/** The parts of a database that share a prefix. What `get` does not find is undefined. */
export interface DynaliteItems {
  get(key: string, callback: Callback): void;
  put(key: string, value: unknown, callback: Callback): void;
  del(key: string, callback: Callback): void;
  createValueStream(range: ValueRange): Readable;
}

/** Which values, by their keys. */
export interface ValueRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  /** All of them without it, and when it is negative. */
  readonly limit?: number;
}

/** What dynalite keeps everything in. */
export interface DynaliteStore {
  readonly options: object;
  readonly db: LevelDatabase;
  readonly tableDb: DynaliteItems;
  getTable(name: string, checkStatus: boolean | Callback, callback?: Callback): void;
  getItemDb(name: string): DynaliteItems;
  getIndexDb(kind: string, table: string, index: string): DynaliteItems;
}

/** LevelDB, with JSON for values. */
export interface LevelDatabase {
  open(): Promise<void>;
  getSync(key: string): unknown;
  values(range: ValueRange): AsyncIterable<unknown>;
  batch(changes: readonly LevelChange[]): Promise<void>;
  close(callback: Callback): void;
}

export type LevelChange =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

export interface DynaliteOperation {
  /** Reads a request. @throws an error with the statusCode and the body of what DynamoDB refuses. */
  check(body: object, store: DynaliteStore): Record<string, unknown>;
  run(store: DynaliteStore, request: Record<string, unknown>, callback: Callback<object>): void;
}

export interface DynaliteParts {
  createStore(options: { readonly path: string | undefined; readonly createTableMs: number }): DynaliteStore;
  /** By DynamoDB's name. */
  readonly operations: ReadonlyMap<string, DynaliteOperation>;
}

const OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
  'UpdateTable',
];

interface Validations {
  checkTypes(body: object, types: unknown): Record<string, unknown>;
  checkValidations(request: object, types: unknown, custom: unknown, store: DynaliteStore): void;
}

/**
 * Dynalite without its server, which parses, signs and checks headers a second time. Its parts are not exported by
 * name, so they are loaded by path.
 * @param from the URL of a file from which `dynalite` is found.
 */
export function loadDynalite(from: string): DynaliteParts {
  const load = createRequire(from);
  const { create }: { create: DynaliteParts['createStore'] } = load('dynalite/db');
  const validations: Validations = load('dynalite/validations');
  const operations = OPERATIONS.map((name): [string, DynaliteOperation] => {
    const file = name.charAt(0).toLowerCase() + name.slice(1);
    const { types, custom }: { types: unknown; custom: unknown } = load(`dynalite/validations/${file}`);
    const run: DynaliteOperation['run'] = load(`dynalite/actions/${file}`);
    const check: DynaliteOperation['check'] = (body, store) => {
      const request = validations.checkTypes(body, types);
      validations.checkValidations(request, types, custom, store);
      return request;
    };
    return [name, { check, run }];
  });
  return { createStore: create, operations: new Map(operations) };
}

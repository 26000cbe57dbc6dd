import { isObject, type Properties } from '../../template/cloud-formation.ts';
import type { DynaliteParts, DynaliteStore } from './dynalite-parts.ts';
import { quickStore } from './quick-store.ts';
import type { TableAnswer, TableRequest } from './table-messages.ts';
import { writeUnits, WRITES } from './write-units.ts';

/** What DynamoDB refuses; dynalite throws errors that look the same. */
class Refusal extends Error {
  readonly statusCode = 400;
  readonly body: object;

  constructor(type: string) {
    super(type);
    this.body = { __type: `com.amazon.coral.service#${type}` };
  }
}

/** DynamoDB in this thread: dynalite's operations over a quicker store. */
export class EmbeddedTable {
  readonly #operations: DynaliteParts['operations'];
  readonly #store: DynaliteStore;
  readonly #settle: () => Promise<void>;

  private constructor({ operations }: DynaliteParts, { store, settle }: ReturnType<typeof quickStore>) {
    this.#operations = operations;
    this.#store = store;
    this.#settle = settle;
  }

  /** In memory unless `path` is given. */
  static async open(dynalite: DynaliteParts, path: string | undefined): Promise<EmbeddedTable> {
    const store = dynalite.createStore({ path, createTableMs: 0 });
    await store.db.open();
    return new EmbeddedTable(dynalite, quickStore(store));
  }

  /** Never rejects: what goes wrong is an answer. */
  async answer({ id, operation, body }: TableRequest): Promise<TableAnswer> {
    try {
      return { id, status: 200, ...(await this.#run(operation, body)) };
    } catch (error) {
      const { status, refusal } = refusalOf(error);
      return { id, status, body: JSON.stringify(refusal), writeUnits: writeUnits(operation, refusal) };
    }
  }

  async close(): Promise<void> {
    await this.#settle();
    await new Promise<void>((resolve) => {
      this.#store.db.close(() => resolve());
    });
  }

  async #run(name: string, text: string): Promise<Pick<TableAnswer, 'body' | 'writeUnits'>> {
    const operation = this.#operations.get(name);
    if (operation === undefined) throw new Refusal('UnknownOperationException');
    const asked = parse(text);
    const counts = WRITES.has(name) && !('ReturnConsumedCapacity' in asked);
    const body = counts ? { ...asked, ReturnConsumedCapacity: 'TOTAL' } : asked;
    const request = operation.check(body, this.#store);
    const { error, answer } = await new Promise<{ error: unknown; answer: object | undefined }>((resolve) => {
      operation.run(this.#store, request, (refused, found) => resolve({ error: refused, answer: found }));
    });
    if (error) throw error;
    const shown = counts ? { ...answer, ConsumedCapacity: undefined } : answer;
    return { body: JSON.stringify(shown), writeUnits: writeUnits(name, answer) };
  }
}

function parse(text: string): Properties {
  const body = parsed(text);
  if (!isObject(body)) throw new Refusal('SerializationException');
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf(error: unknown): { status: number; refusal: unknown } {
  if (isObject(error) && typeof error['statusCode'] === 'number')
    return { status: error['statusCode'], refusal: error['body'] };
  const message = error instanceof Error ? error.message : String(error);
  const refusal = { __type: 'com.amazon.coral.service#InternalServerError', message };
  return { status: 500, refusal };
}

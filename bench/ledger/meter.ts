import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { INBOX_INDEXES } from '../../shared/adapters/dynamodb/conversation-items.ts';
import {
  chunksOf,
  LOG_LINE_OVERHEAD_BYTES,
  noUsage,
  noWaits,
  type Usage,
  type Wait,
  type Waits,
} from './usage.ts';

type Input = Record<string, unknown>;
interface Call {
  input: Input;
}
interface Answer {
  output: Input;
}
type Next = (call: Call) => Promise<Answer>;
type Middleware = (next: Next, context: { clientName?: string; commandName?: string }) => Next;

interface Client {
  middlewareStack: { add(middleware: Middleware, options: { step: 'initialize'; name: string }): void };
}

const WRITES: ReadonlySet<string> = new Set(['PutItemCommand', 'UpdateItemCommand']);
const READS: ReadonlySet<string> = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand']);

/**
 * Counts, within one thread, what its AWS SDK clients, its signed requests and its log lines would be charged for.
 * Attached from outside: the functions know nothing of it.
 */
export class Meter {
  #usage = noUsage();
  #waits = noWaits();
  #open = 0;

  /** What was counted since the last time. */
  take(): { usage: Usage; waits: Waits } {
    const taken = { usage: this.#usage, waits: this.#waits };
    this.#usage = noUsage();
    this.#waits = noWaits();
    return taken;
  }

  /** From here on, every SDK client counts: they share the class that their `send` comes from. */
  attachToClients(): void {
    const base = Object.getPrototypeOf(DynamoDBClient.prototype) as { send: (...args: unknown[]) => unknown };
    const { send } = base;
    const metered = new WeakSet<object>();
    const attach = (client: Client): void => {
      if (metered.has(client)) return;
      metered.add(client);
      client.middlewareStack.add((next, context) => (call) => this.#count(next, context, call), {
        step: 'initialize',
        name: 'meter',
      });
    };
    base.send = function sendMetered(this: Client, ...args: unknown[]): unknown {
      attach(this);
      return send.apply(this, args);
    };
  }

  /** The requests that the functions sign themselves, and those to providers. */
  attachToFetch(): void {
    const real = globalThis.fetch;
    globalThis.fetch = async (target, init) => {
      const authorization = new Headers(init?.headers).get('authorization') ?? '';
      const service = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(authorization)?.[1];
      const wait = this.#countFetch(service, init?.method);
      return this.#during(wait, () => real(target, init));
    };
  }

  attachToLog(): void {
    const real = process.stdout.write.bind(process.stdout);
    process.stdout.write = (text: string | Uint8Array) => {
      if (typeof text !== 'string') return real(text);
      for (const line of text.split('\n').filter((part) => part !== ''))
        this.#usage.logBytes += Buffer.byteLength(line) + LOG_LINE_OVERHEAD_BYTES;
      return true;
    };
  }

  #countFetch(service: string | undefined, method = 'GET'): Wait {
    if (service === 'ssm') {
      this.#usage.parameterReads += 1;
      return 'parameters';
    }
    if (service === 's3') {
      this.#usage[method === 'GET' ? 's3Gets' : 's3Puts'] += 1;
      return 'files';
    }
    this.#usage.providerCalls += 1;
    return 'provider';
  }

  async #count(next: Next, context: { commandName?: string }, call: Call): Promise<Answer> {
    const command = context.commandName ?? '';
    if (WRITES.has(command) || READS.has(command)) return this.#countTable(next, command, call);
    const { input } = call;
    switch (command) {
      case 'SendMessageBatchCommand':
        this.#usage.sqsRequests += chunksOf(sizeOf(listOf(input, 'Entries'), 'MessageBody'));
        return this.#during('queue', () => next(call));
      case 'CreateScheduleCommand':
      case 'UpdateScheduleCommand':
        this.#usage.schedulerCalls += 1;
        return this.#during('scheduler', () => next(call));
      case 'PutEventsCommand':
        for (const entry of listOf(input, 'Entries'))
          this.#usage.events += chunksOf(sizeOf([entry], 'Detail'));
        return this.#during('events', () => next(call));
      default:
        throw new Error(`The ledger does not know what ${command} costs`);
    }
  }

  async #countTable(next: Next, command: string, call: Call): Promise<Answer> {
    const input = { ...call.input, ReturnConsumedCapacity: 'TOTAL' };
    this.#usage.tableRequests += 1;
    const counter = WRITES.has(command) ? 'writeUnits' : 'readUnits';
    try {
      const answer = await this.#during('table', () => next({ ...call, input }));
      this.#usage[counter] += Math.max(leastUnits(command, input), unitsOf(answer.output));
      if (command === 'PutItemCommand') this.#usage.writeUnits += indexUnits(input);
      return answer;
    } catch (error) {
      // A condition that fails is charged like the write that it prevented.
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException')
        this.#usage[counter] += 1;
      throw error;
    }
  }

  /** Notes one wait for each time that nothing else was being waited for. */
  async #during<T>(wait: Wait, work: () => Promise<T>): Promise<T> {
    if (this.#open === 0) this.#waits[wait] += 1;
    this.#open += 1;
    try {
      return await work();
    } finally {
      this.#open -= 1;
    }
  }
}

/**
 * What an item costs in the indexes that it has keys of, which the emulator does not count: where it was and where it
 * is, as if its keys changed every time. Only conversations are in any.
 */
function indexUnits(input: Input): number {
  const Item = (input['Item'] ?? {}) as Record<string, AttributeValue>;
  const indexes = Object.values(INBOX_INDEXES).filter(({ pk, sk }) => pk in Item && sk in Item);
  return indexes.length * 2 * Math.ceil(Buffer.byteLength(JSON.stringify(Item)) / 1_024);
}

/** A read that finds nothing costs as much as one that finds the smallest item; the emulator says 0 for a query. */
function leastUnits(command: string, input: Input): number {
  if (command !== 'QueryCommand') return 0;
  return input['ConsistentRead'] === true ? 1 : 0.5;
}

function unitsOf(output: Input): number {
  const consumed = output['ConsumedCapacity'];
  const tables = (Array.isArray(consumed) ? consumed : [consumed]) as (
    | { CapacityUnits?: number }
    | undefined
  )[];
  const units = tables.reduce((sum, table) => sum + (table?.CapacityUnits ?? 0), 0);
  if (consumed === undefined) throw new Error('The table did not say what a request consumed');
  return units;
}

function listOf(input: Input, name: string): Input[] {
  return (input[name] ?? []) as Input[];
}

function sizeOf(entries: readonly Input[], field: string): number {
  return entries.reduce(
    (sum, { [field]: text }) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0),
    0,
  );
}

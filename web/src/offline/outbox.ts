import type { Channel, ReplyBody } from '../api/types.ts';
import { ApiProblem } from '../api/problem.ts';
import { database } from './database.ts';

/** A reply that the API has not accepted yet. It survives a reload, and is sent once: its key is the same each time. */
export interface Outgoing {
  /** The Idempotency-Key. */
  key: string;
  /** The agent who wrote it: nobody else's sign-in sends it. */
  owner: string;
  prospectId: string;
  body: ReplyBody;
  /** What the agent sees of it meanwhile. */
  text: string;
  channel: Channel | undefined;
  createdAt: number;
  /** Until then it can be taken back. */
  leavesAt: number;
  state: 'waiting' | 'sending' | 'answered-meanwhile' | 'refused';
  /** Why it was refused, in the API's words. */
  reason?: string;
}

export type Send = (message: Outgoing) => Promise<{ id: string }>;

interface Dependencies {
  /** Who is signed in. */
  owner: string;
  send: Send;
  sent: (message: Outgoing, id: string) => void;
  now: () => number;
}

export const UNDO_FOR = 5_000;
const TRY_AGAIN_AFTER = 5_000;
/** One tab sends at a time. */
const LOCK = 'coccinelle-outbox';

export class Outbox {
  #messages: readonly Outgoing[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #dependencies: Dependencies;
  readonly #tabs = new BroadcastChannel('coccinelle-outbox');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#tabs.addEventListener('message', () => void this.#read());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Oldest first; the same array until something changes. */
  readonly messages = (): readonly Outgoing[] => this.#messages;

  /** Takes up what a former page left behind; what was on its way then is sent again under its key. */
  async start(): Promise<void> {
    await this.#read();
    addEventListener('online', () => void this.flush());
    await this.flush();
  }

  async add(message: Omit<Outgoing, 'state' | 'owner'>): Promise<void> {
    await this.#put({ ...message, owner: this.#dependencies.owner, state: 'waiting' });
    this.#wake(message.leavesAt - this.#dependencies.now());
  }

  /** Takes a message back; undefined when it has left. */
  async takeBack(key: string): Promise<Outgoing | undefined> {
    const message = this.#messages.find((known) => known.key === key);
    if (message === undefined || message.state === 'sending') return undefined;
    await this.#remove(key);
    return message;
  }

  /** The second press: a colleague's answer has been seen. */
  async sendAnyway(key: string): Promise<void> {
    const message = this.#messages.find((known) => known.key === key);
    if (message === undefined) return;
    await this.#remove(key);
    const body = { ...message.body, force: true as const };
    // Another body under the same key would be refused.
    await this.#put({
      ...message,
      key: crypto.randomUUID(),
      body,
      state: 'waiting',
      leavesAt: this.#dependencies.now(),
    });
    await this.flush();
  }

  /** Sends what is due, in order. */
  async flush(): Promise<void> {
    await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      for (const message of this.#messages.filter(
        ({ state }) => state === 'waiting' || state === 'sending',
      )) {
        if (message.leavesAt > this.#dependencies.now()) continue;
        if (!(await this.#attempt(message))) break;
      }
    });
    const next = this.#messages.find(({ state }) => state === 'waiting');
    if (next !== undefined)
      this.#wake(Math.max(next.leavesAt - this.#dependencies.now(), 0) || TRY_AGAIN_AFTER);
  }

  /** False when there is no use in trying the next one now. */
  async #attempt(message: Outgoing): Promise<boolean> {
    await this.#put({ ...message, state: 'sending' });
    try {
      const { id } = await this.#dependencies.send(message);
      await this.#remove(message.key);
      this.#dependencies.sent(message, id);
      return true;
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : new ApiProblem(0, 'unreachable', String(error));
      if (problem.isPassing) {
        await this.#put({ ...message, state: 'waiting' });
        return false;
      }
      const state = problem.code === 'answered-meanwhile' ? 'answered-meanwhile' : 'refused';
      await this.#put({ ...message, state, reason: problem.message });
      return true;
    }
  }

  #wake(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), after);
  }

  async #read(): Promise<void> {
    const stored = await database.readAll<Outgoing>('outbox').catch(() => this.#messages);
    const own = stored.filter(({ owner }) => owner === this.#dependencies.owner);
    this.#change(own.sort((a, b) => a.createdAt - b.createdAt));
  }

  async #put(message: Outgoing): Promise<void> {
    const others = this.#messages.filter(({ key }) => key !== message.key);
    this.#change([...others, message].sort((a, b) => a.createdAt - b.createdAt));
    // Where the browser refuses to store, the message is kept for as long as the page.
    await database.write('outbox', message).catch(() => undefined);
    this.#tabs.postMessage('changed');
  }

  async #remove(key: string): Promise<void> {
    this.#change(this.#messages.filter((known) => known.key !== key));
    await database.remove('outbox', key).catch(() => undefined);
    this.#tabs.postMessage('changed');
  }

  #change(messages: readonly Outgoing[]): void {
    this.#messages = messages;
    for (const listener of this.#listeners) listener();
  }
}

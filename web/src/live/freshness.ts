import type { ConversationChange, SyncAnswer } from '../api/types.ts';
import type { SocketListener } from './event-socket.ts';

interface Dependencies {
  /** `GET /v1/sync`; without an instant only where it stands. @throws when it cannot be asked. */
  sync: (since: number | undefined) => Promise<SyncAnswer>;
  /** Undefined where there are no live events. Returns how to close. */
  connect: ((listener: SocketListener) => Promise<() => void>) | undefined;
  apply: (change: ConversationChange) => void;
}

const POLL_EVERY = 15_000;
const RECONNECT_FIRST = 1_000;
const RECONNECT_AT_MOST = 60_000;
/** With a socket: in case an event was lost and nothing came after it. */
const CHECK_EVERY = 120_000;

interface LiveEvent {
  seq: number;
  conversation: ConversationChange;
}

/**
 * Keeps the screen true. `GET /v1/sync` is the truth; live events only come sooner. A gap in their numbers and every
 * (re)connection asks for what was missed; without a socket it is asked every 15 seconds.
 */
export class Freshness {
  readonly #dependencies: Dependencies;
  #seq: number | undefined;
  #syncing: Promise<void> | undefined;
  #again = false;
  #live = false;
  #stopped = false;
  #poll: ReturnType<typeof setTimeout> | undefined;
  #reconnect: ReturnType<typeof setTimeout> | undefined;
  #close: (() => void) | undefined;
  #failures = 0;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  start(): void {
    addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#wake);
    void this.refresh();
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#wake);
    clearTimeout(this.#poll);
    clearTimeout(this.#reconnect);
    this.#close?.();
  }

  /** Asks what has changed; a second call meanwhile asks once more afterwards. */
  async refresh(): Promise<void> {
    if (this.#syncing !== undefined) {
      this.#again = true;
      return this.#syncing;
    }
    clearTimeout(this.#poll);
    this.#syncing = this.#catchUp().catch(() => undefined);
    await this.#syncing;
    this.#syncing = undefined;
    if (this.#again) {
      this.#again = false;
      return this.refresh();
    }
    if (!this.#stopped)
      this.#poll = setTimeout(() => void this.refresh(), this.#live ? CHECK_EVERY : POLL_EVERY);
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      const { seq, items, more } = await this.#dependencies.sync(this.#seq);
      for (const conversation of items) this.#dependencies.apply(conversation);
      this.#seq = Math.max(this.#seq ?? 0, seq);
      if (more !== true) return;
    }
  }

  async #connect(): Promise<void> {
    const { connect } = this.#dependencies;
    if (connect === undefined || this.#stopped || !navigator.onLine) return;
    try {
      const close = await connect({
        subscribed: () => {
          this.#live = true;
          this.#failures = 0;
          void this.refresh();
        },
        received: (event) => this.#receive(event as LiveEvent),
        closed: () => this.#lost(),
      });
      if (this.#stopped) close();
      else this.#close = close;
    } catch {
      this.#lost();
    }
  }

  #receive({ seq, conversation }: LiveEvent): void {
    const known = this.#seq;
    this.#dependencies.apply(conversation);
    if (known !== undefined && seq > known + 1) void this.refresh();
    else if (known !== undefined && seq > known) this.#seq = seq;
  }

  #lost(): void {
    this.#live = false;
    this.#close = undefined;
    if (this.#stopped) return;
    void this.refresh();
    this.#failures += 1;
    const longest = Math.min(RECONNECT_FIRST * 2 ** this.#failures, RECONNECT_AT_MOST);
    clearTimeout(this.#reconnect);
    this.#reconnect = setTimeout(() => void this.#connect(), longest * (0.5 + Math.random() / 2));
  }

  readonly #wake = (): void => {
    if (document.visibilityState !== 'visible') return;
    void this.refresh();
    if (!this.#live && this.#close === undefined) {
      clearTimeout(this.#reconnect);
      void this.#connect();
    }
  };
}

import type { ServerResponse } from 'node:http';

/** Changes closer together than this (ms) are told once. */
const THROTTLE = 100;
/** What other parts change, such as the clock, is noticed at the latest after this (ms). */
const HEARTBEAT = 5000;

/** Tells open pages, as server-sent events, that there is something new to read. */
export class ChangeStream {
  readonly #pages = new Set<ServerResponse>();
  readonly #unsubscribe: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  #pending: NodeJS.Timeout | undefined;

  constructor(subscribe: (listener: () => void) => () => void) {
    this.#unsubscribe = subscribe(() => this.#soon());
    this.#heartbeat = setInterval(() => this.#tell(), HEARTBEAT);
    this.#heartbeat.unref();
  }

  open(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    this.#pages.add(response);
    response.once('close', () => this.#pages.delete(response));
  }

  close(): void {
    this.#unsubscribe();
    clearInterval(this.#heartbeat);
    clearTimeout(this.#pending);
    for (const page of this.#pages) page.destroy();
  }

  #soon(): void {
    if (this.#pages.size > 0) this.#pending ??= setTimeout(() => this.#tell(), THROTTLE);
  }

  #tell(): void {
    clearTimeout(this.#pending);
    this.#pending = undefined;
    for (const page of this.#pages) page.write('data: changed\n\n');
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { readBody } from '../aws/read-body.ts';
import type { Functions } from '../functions/function-pool.ts';
import type { LocalRoutes } from '../parts.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { writeJson, writeResult } from './http-answer.ts';
import { decodedPath, httpEvent } from './http-event.ts';
import type { RouteTable } from './route-table.ts';
import { closeServer } from '../close-server.ts';

export interface HttpApiOptions {
  readonly routes: RouteTable;
  readonly functions: Functions;
  readonly clock: VirtualClock;
  /** Asked in turn for what the API does not have: `/_local`, and the agents' application. */
  readonly parts: readonly LocalRoutes[];
}

/** API Gateway's own limits. */
const LARGEST_BODY = 10 * 1024 * 1024;
const LONGEST_WAIT_MILLISECONDS = 30_000;

/** The one port of the local stack: the HTTP API of the template, and the addresses of the stack itself. */
export class HttpApi {
  readonly #server: Server;
  #options: HttpApiOptions | undefined;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        if (!response.headersSent)
          writeJson(response, 500, { message: error instanceof Error ? error.message : 'Unknown error' });
        else response.destroy();
      });
    });
  }

  /** Takes the port; until `open` everything is answered with 503. @returns the port taken. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    return address === null || typeof address === 'string' ? port : address.port;
  }

  open(options: HttpApiOptions): void {
    this.#options = options;
  }

  /** Hands WebSocket connections on. */
  onUpgrade(accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): void {
    this.#server.on('upgrade', accept);
  }

  async close(): Promise<void> {
    this.#options = undefined;
    await closeServer(this.#server);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#options) {
      writeJson(response, 503, { message: 'Service Unavailable' });
      return;
    }
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (isForFunctions(request, url, this.#options.routes)) {
      await callFunction(request, response, url, this.#options);
      return;
    }
    for (const part of this.#options.parts) {
      if (await part.handle(request, response, url)) return;
    }
    request.resume();
    writeJson(response, 404, { message: 'Not Found' });
  }
}

/** The API's addresses, whether or not a route is there; the rest is the application's, and the local stack's own. */
function isForFunctions({ method = 'GET' }: IncomingMessage, { pathname }: URL, routes: RouteTable): boolean {
  if (pathname === '/' || /^\/_local(\/|$)/.test(pathname)) return false;
  return API_PATH.test(pathname) || routes.match(method, decodedPath(pathname)) !== undefined;
}

const API_PATH = /^\/(v1|webhooks|l)(\/|$)/;

async function callFunction(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  options: HttpApiOptions,
): Promise<void> {
  const match = options.routes.match(request.method ?? 'GET', decodedPath(url.pathname));
  const body = await readBody(request, LARGEST_BODY);
  if (!match) writeJson(response, 404, { message: 'Not Found' });
  else if (!body) writeJson(response, 413, { message: 'Request Entity Too Large' });
  else {
    const event = httpEvent(request, url, body, match, options.clock.now());
    const outcome = await withinLimit(options.functions.invoke(match.functionArn, event));
    if (outcome.kind === 'result') writeResult(response, outcome.result);
    else if (outcome.kind === 'failed') writeJson(response, 500, { message: 'Internal Server Error' });
    else writeJson(response, 503, { message: 'Service Unavailable' });
  }
}

type Outcome = { readonly kind: 'result'; readonly result: unknown } | { readonly kind: 'failed' | 'late' };

async function withinLimit(work: Promise<unknown>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'late' }), LONGEST_WAIT_MILLISECONDS);
  });
  const result = work.then(
    (value): Outcome => ({ kind: 'result', result: value }),
    (): Outcome => ({ kind: 'failed' }),
  );
  return await Promise.race([result, late]).finally(() => clearTimeout(timer));
}

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type * as z from 'zod/mini';
import { fieldErrors } from '../../shared/contracts/field-errors.ts';

export interface Asked {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  headers: IncomingHttpHeaders;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  status?: number;
  /** What its body is: JSON unless told. */
  takes?: 'text';
  answer: (asked: Asked) => unknown;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldErrors | undefined;

  constructor(status: number, code: string, detail: string, errors?: FieldErrors) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

type FieldErrors = readonly { path: string; message: string }[];

export function refuse(status: number, code: string, detail: string, errors?: FieldErrors): never {
  throw new Refusal(status, code, detail, errors);
}

/** The body as it was sent, once it fits the product's own contract. */
export function fitting<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.input<Schema> {
  const result = schema.safeParse(body, { reportInput: true });
  if (result.success) return body as z.input<Schema>;
  return refuse(400, 'invalid-request', 'The body does not fit.', fieldErrors(result.error.issues));
}

interface Compiled {
  route: Route;
  pattern: RegExp;
}

/** A request that changes something. */
export interface Sent {
  method: string;
  path: string;
  body: unknown;
}

/**
 * Answers what a route knows; false for everything else. `hold`: called before each answer, to fail or to wait.
 * `note`: hears what is sent to change something.
 */
export function router(
  routes: readonly Route[],
  hold: (path: string) => Promise<number | undefined>,
  note: (sent: Sent) => void = () => {},
) {
  const compiled: Compiled[] = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }));
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', 'http://fake');
    for (const { route, pattern } of compiled) {
      const match = pattern.exec(url.pathname);
      if (match === null || route.method !== request.method) continue;
      const sent = request.method === 'GET' ? '' : await text(request);
      const body = route.takes === 'text' ? sent : parsed(sent);
      const params = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      if (route.method !== 'GET') note({ method: route.method, path: url.pathname, body });
      const failure = await hold(url.pathname);
      if (failure === undefined)
        reply(response, route, { params, query: url.searchParams, body, headers: request.headers });
      else send(response, failure, { status: failure, code: 'faked', detail: 'Faked.' });
      return true;
    }
    return false;
  };
}

function parsed(body: string): unknown {
  return body === '' ? undefined : JSON.parse(body);
}

function reply(response: ServerResponse, route: Route, asked: Asked): void {
  try {
    send(response, route.status ?? 200, route.answer(asked));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, code, message: detail, errors } = error;
    send(response, status, { status, code, detail, errors });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

import type { IncomingMessage, ServerResponse } from 'node:http';

/** An answer before it is written. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Text and bytes as they are, undefined for no body, anything else as JSON. */
  readonly body?: unknown;
}

/** The request was larger than the provider takes. */
export class BodyTooLarge extends Error {}

/** @throws BodyTooLarge */
export async function readBody(request: IncomingMessage, maximumBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBytes) throw new BodyTooLarge(`More than ${maximumBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function write(response: ServerResponse, answer: Answer): void {
  const { status, headers, body } = answer;
  if (response.destroyed || response.writableEnded) return;
  if (body === undefined) {
    response.writeHead(status, { ...headers }).end();
    return;
  }
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
    'content-length': String(Buffer.byteLength(text)),
  });
  response.end(text);
}

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** An RFC 9457 answer of the local stack's own addresses. */
export function problem(
  status: number,
  code: string,
  detail: string,
  errors?: readonly FieldError[],
): Answer {
  const titles: Record<number, string> = {
    400: 'Bad request',
    404: 'Not found',
    405: 'Method not allowed',
    413: 'Content too large',
  };
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: {
      type: 'about:blank',
      title: titles[status] ?? 'Error',
      status,
      detail,
      code,
      ...(errors && { errors }),
    },
  };
}

import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { SECOND } from '../../domain/instant.ts';
import { Retry } from '../retry.ts';

/** The SHA-256 that the signer asks for, by Node's own implementation. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }

  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(toBytes(chunk));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function toBytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

export interface UnsignedRequest {
  method: string;
  url: URL;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
}

type Service = 's3' | 'ssm' | 'appsync';

/** Milliseconds: one attempt, and all of them together. A piece of a file takes longer than a secret. */
const TIME_OUTS: Readonly<Record<Service, { attempt: number; together: number }>> = {
  s3: { attempt: 5 * SECOND, together: 15 * SECOND },
  ssm: { attempt: 2 * SECOND, together: 6 * SECOND },
  // Nobody waits longer than this for a screen somewhere to be told.
  appsync: { attempt: SECOND, together: SECOND },
};

/** What services call it when they are asked too much or did not come to it; some say so with 400. */
const PASSING_CODES =
  /\b(Throttl(?:ing|ed)(?:Exception)?|RequestThrottled(?:Exception)?|TooManyRequestsException|RequestLimitExceeded|SlowDown|RequestTimeout(?:Exception)?|InternalError|InternalServerError|ServiceUnavailable)\b/;
/** Where a code stands in an answer, at the latest. */
const BEGINNING = 1_000;

/** The service answered, and not with 2xx. */
export class RequestRefused extends Error {
  readonly status: number;
  /** Its answer. */
  readonly content: Uint8Array;

  constructor(service: string, method: string, status: number, content: Uint8Array) {
    super(`${service} answered ${status} to ${method}`);
    this.status = status;
    this.content = content;
  }
}

/** May be gone in a moment: throttled, broken on their side, not reached, or not answered in time. */
export function isPassing(error: unknown): boolean {
  if (error instanceof RequestRefused)
    return (
      error.status === 429 ||
      error.status >= 500 ||
      PASSING_CODES.test(Buffer.from(error.content.subarray(0, BEGINNING)).toString())
    );
  // How fetch says that it was cut off, or that there is no connection; it says nothing else with a cause.
  if (error instanceof TypeError) return error.cause !== undefined;
  return error instanceof DOMException && error.name === 'TimeoutError';
}

/**
 * Requests to AWS services of which one call is used, signed by the SDK's own signer: their clients would add 76 KB
 * (SSM) and 110 KB (S3) to functions whose start is part of their price. Credentials and Region are the function's.
 * What may be gone in a moment is tried again: each of these requests may be repeated.
 */
export class SignedRequests {
  readonly #service: Service;
  readonly #retry: Retry;

  constructor(service: Service, retry = new Retry()) {
    this.#service = service;
    this.#retry = retry;
  }

  /** @throws RequestRefused when the service answers anything but 2xx; Error when it does not answer in time. */
  async send(request: UnsignedRequest): Promise<Uint8Array> {
    const { attempt, together } = TIME_OUTS[this.#service];
    const once = (timeLeft: number) => this.#sendOnce(request, Math.min(attempt, timeLeft));
    return this.#retry.run(once, isPassing, { within: together });
  }

  async #sendOnce(request: UnsignedRequest, timeOut: number): Promise<Uint8Array> {
    const signed = await this.#signer().sign(toHttpRequest(request));
    const { body } = request;
    const answer = await fetch(request.url, {
      method: request.method,
      headers: signed.headers,
      signal: AbortSignal.timeout(Math.max(0, Math.ceil(timeOut))),
      ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
    const content = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok) throw new RequestRefused(this.#service, request.method, answer.status, content);
    return content;
  }

  /** A URL that anybody can call by this method until `expiresIn` seconds have passed. */
  async presign(method: 'GET' | 'PUT', url: URL, signingDate: Date, expiresIn: number): Promise<string> {
    // Whoever follows the link signs no body, and S3 expects the signature to say so.
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const signed = await this.#signer().presign(toHttpRequest({ method, url, headers }), {
      signingDate,
      expiresIn,
    });
    const link = new URL(url);
    for (const [name, value] of Object.entries(signed.query ?? {}))
      link.searchParams.set(name, String(value));
    return link.href;
  }

  #signer(): SignatureV4 {
    const {
      AWS_ACCESS_KEY_ID = '',
      AWS_SECRET_ACCESS_KEY = '',
      AWS_SESSION_TOKEN,
      AWS_REGION = '',
    } = process.env;
    return new SignatureV4({
      service: this.#service,
      region: AWS_REGION,
      sha256: Sha256,
      uriEscapePath: this.#service !== 's3',
      credentials: {
        accessKeyId: AWS_ACCESS_KEY_ID,
        secretAccessKey: AWS_SECRET_ACCESS_KEY,
        ...(AWS_SESSION_TOKEN !== undefined && { sessionToken: AWS_SESSION_TOKEN }),
      },
    });
  }
}

function toHttpRequest({ method, url, headers = {}, body }: UnsignedRequest) {
  const query: Record<string, string> = Object.fromEntries(url.searchParams);
  const port = url.port === '' ? undefined : Number(url.port);
  return {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    ...(port !== undefined && { port }),
    path: url.pathname,
    query,
    headers: { host: url.host, ...headers },
    ...(body !== undefined && { body }),
  };
}

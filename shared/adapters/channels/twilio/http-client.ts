import { isUnsent } from '../unsent.ts';

/** The part of a Twilio SDK request that an HTTP client needs. */
export interface TwilioRequest {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: object;
  data?: object;
}

export interface TwilioResponse {
  statusCode: number;
  body: string;
  headers: Record<string, string>;
}

/** Nothing left: Twilio asked to wait, or was not reached. */
export class TwilioBusy extends Error {
  readonly retryAfterSeconds: number;
  readonly unreachable: boolean;

  constructor(reason: string, retryAfterSeconds: number, unreachable: boolean) {
    super(reason);
    this.name = 'TwilioBusy';
    this.retryAfterSeconds = retryAfterSeconds;
    this.unreachable = unreachable;
  }
}

/** How long Twilio may take; well within the sender's lease. */
const TIME_OUT = 8_000;

/**
 * The custom HTTP client that the Twilio SDK provides for, over `fetch`: no retries of its own, since Twilio has no
 * idempotency key, and a time-out on every call.
 * @throws TwilioBusy when nothing left; any other error means that nobody knows.
 */
export class TwilioHttpClient {
  async request(request: TwilioRequest): Promise<TwilioResponse> {
    const url = new URL(request.uri);
    for (const [name, value] of pairsOf(request.params)) url.searchParams.append(name, value);
    let answer: Response;
    try {
      answer = await fetch(url, {
        method: request.method.toUpperCase(),
        headers: headersOf(request),
        signal: AbortSignal.timeout(TIME_OUT),
        ...(request.data !== undefined && { body: bodyOf(request.data, request.headers) }),
      });
    } catch (error) {
      if (isUnsent(error)) throw new TwilioBusy('The provider could not be reached.', 10, true);
      throw error;
    }
    if (answer.status === 429)
      throw new TwilioBusy(
        'The provider asked to wait.',
        Number(answer.headers.get('retry-after')) || 5,
        false,
      );
    return {
      statusCode: answer.status,
      body: await answer.text(),
      headers: Object.fromEntries(answer.headers),
    };
  }
}

function headersOf({ headers, username = '', password = '' }: TwilioRequest): Record<string, string> {
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  return { ...headers, authorization: `Basic ${credentials}` };
}

/** A form, or JSON where the resource wants that. */
function bodyOf(data: object, headers: Record<string, string> = {}): string {
  return headers['Content-Type'] === 'application/json'
    ? JSON.stringify(data)
    : new URLSearchParams(pairsOf(data)).toString();
}

type Field = string | number | boolean | null | undefined | readonly string[];

/** Form fields; a list repeats its name, as Twilio's `MediaUrl` does. */
function pairsOf(fields: object = {}): [string, string][] {
  return Object.entries(fields as Record<string, Field>).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === null) return [];
    if (typeof value === 'object') return value.map((item): [string, string] => [name, item]);
    return [[name, String(value)]];
  });
}

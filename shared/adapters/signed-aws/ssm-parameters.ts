import { HOUR, MINUTE, SECOND } from '../../domain/instant.ts';
import type { Retry } from '../retry.ts';
import { isPassing, SignedRequests } from './signed-request.ts';

const KEPT_FOR = 5 * MINUTE;
/** When SSM does not answer, what was read before is as good as it gets, for this long and no longer. */
const STALE_AT_MOST = HOUR;
const ASKED_AGAIN_AFTER = 30 * SECOND;
/** Anybody can ask for a tenant that is not there. */
const KEPT_AT_MOST = 1_000;

export interface SsmOptions {
  retry?: Retry;
  now?: () => number;
  /** Told that an old value was handed out since SSM did not answer, and of which kind: `twilio`, `signature`. */
  onStale?: (kind: string) => void;
}

interface Kept {
  value: unknown;
  readAt: number;
  until: number;
}

/** JSON SecureStrings under the stage's path; read again every five minutes, so that rotation needs no deployment. */
export class SsmParameters {
  readonly #requests: SignedRequests;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #onStale: (kind: string) => void;
  readonly #kept = new Map<string, Kept>();
  readonly #reading = new Map<string, Promise<unknown>>();

  constructor(prefix: string, { retry, now = Date.now, onStale = () => undefined }: SsmOptions = {}) {
    this.#requests = new SignedRequests('ssm', retry);
    this.#prefix = prefix;
    this.#now = now;
    this.#onStale = onStale;
  }

  /** What `understand` makes of the parameter, which is kept; a fault is not. */
  async get<T>(name: string, understand: (read: Promise<unknown>) => Promise<T>): Promise<T> {
    const kept = this.#kept.get(name);
    if (kept !== undefined && this.#now() < kept.until) return kept.value as T;
    let reading = this.#reading.get(name);
    if (reading === undefined) {
      reading = this.#readOrKeep(name, understand).finally(() => this.#reading.delete(name));
      this.#reading.set(name, reading);
    }
    return reading as Promise<T>;
  }

  async #readOrKeep<T>(name: string, understand: (read: Promise<unknown>) => Promise<T>): Promise<T> {
    try {
      const value = await understand(this.#read(name));
      if (this.#kept.size >= KEPT_AT_MOST) this.#kept.clear();
      const now = this.#now();
      this.#kept.set(name, { value, readAt: now, until: now + KEPT_FOR });
      return value;
    } catch (error) {
      const kept = this.#kept.get(name);
      const now = this.#now();
      if (kept === undefined || now - kept.readAt >= STALE_AT_MOST || !isPassing(error)) throw error;
      kept.until = now + ASKED_AGAIN_AFTER;
      this.#onStale(name.replace(/\/.*/, ''));
      return kept.value as T;
    }
  }

  async #read(name: string): Promise<unknown> {
    const { AWS_ENDPOINT_URL_SSM, AWS_REGION = '' } = process.env;
    const url = new URL(AWS_ENDPOINT_URL_SSM ?? `https://ssm.${AWS_REGION}.amazonaws.com/`);
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameter',
    };
    const body = JSON.stringify({ Name: `${this.#prefix}/${name}`, WithDecryption: true });
    const answer = Buffer.from(await this.#requests.send({ method: 'POST', url, headers, body })).toString();
    const { Parameter } = JSON.parse(answer) as { Parameter: { Value: string } };
    return JSON.parse(Parameter.Value);
  }
}

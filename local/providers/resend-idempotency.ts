import { createHash } from 'node:crypto';
import { type Answer } from './http-exchange.ts';
import { resendError } from './resend-error.ts';
import type { Simulation } from './simulation.ts';
import type { StoreEntry } from './store.ts';

const LONGEST_KEY = 256;
const KEPT_FOR = 24 * 60 * 60 * 1000;

/** Resend's rule for `Idempotency-Key`: 24 hours, one body, one at a time. */
export class ResendIdempotency {
  readonly #simulation: Simulation;
  readonly #inProgress = new Set<string>();

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /**
   * Runs `create` unless the key was used.
   * @param create is given what makes an answer of the key's, to be written together with the e-mail.
   */
  async once(
    key: string | undefined,
    fingerprint: string,
    create: (remember: (answer: unknown) => StoreEntry[]) => Promise<Answer>,
  ): Promise<Answer> {
    if (key === undefined) return create(() => []);
    if (key.length === 0 || key.length > LONGEST_KEY) {
      return resendError(400, 'invalid_idempotency_key', 'The idempotency key must be between 1-256 chars.');
    }
    if (this.#inProgress.has(key)) {
      return resendError(
        409,
        'concurrent_idempotent_requests',
        'Same idempotency key used while original request is still in progress',
      );
    }
    const known = this.#known(key, fingerprint);
    if (known) return known;
    this.#inProgress.add(key);
    try {
      return await create((answer) => [
        { kind: 'idempotency', value: { key, fingerprint, answer, at: this.#simulation.now() } },
      ]);
    } finally {
      this.#inProgress.delete(key);
    }
  }

  #known(key: string, fingerprint: string): Answer | undefined {
    const kept = this.#simulation.store.idempotency.get(key);
    if (!kept || this.#simulation.now() - kept.at > KEPT_FOR) return undefined;
    if (kept.fingerprint === fingerprint) return { status: 200, body: kept.answer };
    return resendError(
      409,
      'invalid_idempotent_request',
      'Same idempotency key used with a different request payload. If you want to retry a failed request, use the same payload.',
    );
  }
}

/** Two requests are the same when the path and the JSON, whatever the order of its fields, are the same. */
export function fingerprintOf(path: string, body: unknown): string {
  return createHash('sha256')
    .update(`${path}\n${JSON.stringify(body, sortFields)}`)
    .digest('hex');
}

function sortFields(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

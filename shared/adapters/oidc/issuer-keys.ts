import { KidNotFoundInJwksError } from 'aws-jwt-verify/error';
import { isJwks, type JwksCache, type JwkWithKid } from 'aws-jwt-verify/jwk';
import { SECOND } from '../../domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';

const TIME_OUT = 2 * SECOND;
/** Whoever invents names of keys makes us ask the issuer no more often than this. */
const ASKED_AGAIN_AFTER = 10 * SECOND;

type Token = Parameters<JwksCache['getJwk']>[1];
type Jwks = Awaited<ReturnType<JwksCache['getJwks']>>;

/**
 * The issuer's public keys, read when a token names one that is not known. The library's own cache cannot tell an
 * issuer that does not answer from a key that does not exist: one is our fault, the other the caller's.
 */
export class IssuerKeys implements JwksCache {
  readonly #clock: Clock;
  #keys = new Map<string, JwkWithKid>();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<Jwks> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws KidNotFoundInJwksError for a key that the issuer does not have, Error when the issuer does not answer. */
  async getJwk(url: string, token: Token): Promise<JwkWithKid> {
    const known = this.#find(token);
    if (known !== undefined) return known;
    if (this.#clock.now() - this.#readAt >= ASKED_AGAIN_AFTER) await this.getJwks(url);
    return this.getCachedJwk(url, token);
  }

  getCachedJwk(_url: string, token: Token): JwkWithKid {
    const known = this.#find(token);
    if (known === undefined) throw new KidNotFoundInJwksError('The issuer has no such key');
    return known;
  }

  /** Reads the keys again; those who ask meanwhile share the answer. */
  getJwks(url: string): Promise<Jwks> {
    this.#reading ??= readKeys(url)
      .then((jwks) => {
        this.addJwks(url, jwks);
        return jwks;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  addJwks(_url: string, { keys }: Jwks): void {
    this.#keys = new Map(
      keys.flatMap(({ kid, ...key }) => (kid === undefined ? [] : [[kid, { ...key, kid }] as const])),
    );
    this.#readAt = this.#clock.now();
  }

  #find({ header: { kid } }: Token): JwkWithKid | undefined {
    return kid === undefined ? undefined : this.#keys.get(kid);
  }
}

async function readKeys(url: string): Promise<Jwks> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIME_OUT), redirect: 'error' });
  if (!answer.ok) throw new Error(`The issuer answered ${answer.status} when asked for its keys`);
  const body = (await answer.json()) as Parameters<typeof isJwks>[0];
  if (!isJwks(body)) throw new Error('What the issuer publishes are no keys');
  return body;
}

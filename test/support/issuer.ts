import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT_ID = 'client_of_the_application';

/** An access token as Cognito makes them, before it is signed. Times in seconds. */
export interface TokenParts {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: KeyObject;
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** An issuer of tokens on the loopback, and whoever would like to be one. */
export class TestIssuer {
  readonly keys = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();
  /** How often the keys were asked for. */
  asked = 0;
  /** What is answered instead of the keys: a status, or nothing for as long as the caller waits. */
  outage: number | 'silence' | 'nonsense' | undefined;
  #server: Server | undefined;
  #url = '';

  static async open(): Promise<TestIssuer> {
    const issuer = new TestIssuer();
    issuer.addKey('key-1');
    issuer.#server = createServer((_request, response) => {
      issuer.asked += 1;
      if (issuer.outage === 'silence') return;
      if (issuer.outage === 'nonsense') response.end('{"keys":[{"kid":7}]}');
      else if (issuer.outage !== undefined) response.writeHead(issuer.outage).end();
      else response.end(JSON.stringify({ keys: issuer.#published() }));
    });
    await new Promise<void>((resolve) => {
      issuer.#server?.listen(0, '127.0.0.1', resolve);
    });
    issuer.#url = `http://127.0.0.1:${(issuer.#server.address() as AddressInfo).port}/pool`;
    return issuer;
  }

  get url(): string {
    return this.#url;
  }

  get keysUrl(): string {
    return `${this.#url}/.well-known/jwks.json`;
  }

  addKey(kid: string): KeyObject {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.keys.set(kid, pair);
    return pair.privateKey;
  }

  /** The public key as a file has it, which anybody may read. */
  get publicPem(): string {
    return this.keys.get('key-1')?.publicKey.export({ type: 'spki', format: 'pem' }).toString() ?? '';
  }

  /** A token of `camille` at `tenant_ours`, with what is given in place of what is true. */
  token(now: number, { header, claims, key }: TokenParts = {}): string {
    const seconds = Math.floor(now / 1_000);
    const head = { alg: 'RS256', kid: 'key-1', ...header };
    const body = {
      iss: this.url,
      sub: 'camille',
      client_id: CLIENT_ID,
      token_use: 'access',
      'cognito:groups': ['tenant_ours/agent'],
      iat: seconds,
      exp: seconds + 900,
      ...claims,
    };
    const text = `${encode(head)}.${encode(body)}`;
    return `${text}.${this.#sign(head.alg, text, key ?? this.keys.get('key-1')?.privateKey)}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  #sign(algorithm: unknown, text: string, key: KeyObject | undefined): string {
    if (algorithm === 'none' || key === undefined) return '';
    // The public key, which everybody has, taken for a shared secret.
    if (algorithm === 'HS256') return createHmac('sha256', this.publicPem).update(text).digest('base64url');
    return createSign('sha256').update(text).sign(key, 'base64url');
  }

  #published(): object[] {
    return [...this.keys].map(([kid, { publicKey }]) => ({
      ...publicKey.export({ format: 'jwk' }),
      kid,
      alg: 'RS256',
      use: 'sig',
    }));
  }
}

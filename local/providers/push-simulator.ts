import { type ECDH, createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { VirtualClock } from '../virtual-clock.ts';
import { type Answer, problem } from './http-exchange.ts';
import { openPush } from './open-push.ts';

/** Where real browsers have theirs; the product takes no other addresses. */
const HOST = 'updates.push.services.mozilla.com';
const LARGEST_PUSH = 4_096;
const DAY = 24 * 60 * 60;

interface Browser {
  readonly ecdh: ECDH;
  readonly auth: Buffer;
  isGone: boolean;
}

interface Received {
  readonly endpoint: string;
  readonly told: unknown;
  readonly topic: string | undefined;
  readonly ttl: number;
  readonly at: string;
}

/**
 * The push services of browsers, and browsers that can open what comes: `POST /_local/push` makes one and answers its
 * subscription, `GET` shows what they were told, `DELETE` has them all take their addresses back.
 */
export class PushSimulator {
  readonly #clock: VirtualClock;
  readonly #browsers = new Map<string, Browser>();
  readonly #received: Received[] = [];

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  control(method: string | undefined): Answer {
    if (method === 'GET') return { status: 200, body: { items: this.#received } };
    if (method === 'POST') return { status: 201, body: this.#subscribe() };
    if (method !== 'DELETE') return problem(405, 'method-not-allowed', `${method} does nothing here`);
    for (const browser of this.#browsers.values()) browser.isGone = true;
    return { status: 204 };
  }

  /** A push, as RFC 8030, 8188, 8291 and 8292 have it. `path` starts with the host that it was meant for. */
  async take(request: IncomingMessage, path: string): Promise<Answer> {
    const { headers } = request;
    const body = await buffer(request);
    const refused = this.#refuse(headers, body, path);
    if (refused !== undefined) return { status: refused };
    const endpoint = `https:/${path}`;
    const browser = this.#browsers.get(endpoint);
    if (browser?.isGone === true) return { status: 410 };
    // A real browser's: what it is told only it can open.
    if (browser === undefined) return { status: 201 };
    const told: unknown = JSON.parse(openPush(body, browser.ecdh, browser.auth));
    const topic = headers['topic'];
    const at = new Date(this.#clock.now()).toISOString();
    this.#received.push({ endpoint, told, topic: topic?.toString(), ttl: Number(headers['ttl']), at });
    return { status: 201 };
  }

  #subscribe(): object {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const auth = randomBytes(16);
    const endpoint = `https://${HOST}/wpush/v2/${randomBytes(24).toString('base64url')}`;
    this.#browsers.set(endpoint, { ecdh, auth, isGone: false });
    const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
    return { endpoint, keys };
  }

  #refuse(headers: IncomingMessage['headers'], body: Buffer, path: string): number | undefined {
    if (headers['content-encoding'] !== 'aes128gcm' || !/^\d+$/.test(String(headers['ttl']))) return 400;
    if (body.length > LARGEST_PUSH) return 413;
    if (!/^[\w-]{1,32}$/.test(String(headers['topic'] ?? 'none'))) return 400;
    const [, host = ''] = path.split('/');
    return isSignedFor(headers.authorization ?? '', `https://${host}`, this.#clock.now()) ? undefined : 403;
  }
}

/** VAPID: a token for this push service, not too old and not too long, under the key that it names. */
function isSignedFor(authorization: string, audience: string, now: number): boolean {
  const [, head = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65) return false;
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  const left = Number(exp) - now / 1_000;
  const isFitting = aud === audience && left > 0 && left <= DAY && /^(https?|mailto):/.test(String(sub));
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return isFitting && verify('sha256', signed, how, Buffer.from(signature, 'base64url'));
}

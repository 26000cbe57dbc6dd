import { createECDH, createPrivateKey, sign } from 'node:crypto';
import { HOUR, type Instant } from '../../domain/instant.ts';
import type { Secrets } from '../../ports/secrets.ts';

/** Push services refuse more than a day. */
const VALID_FOR = 12 * HOUR;

/** The key that browsers are given when they ask their push service for an address: ours alone may then send there. */
export async function publicPushKey(secrets: Secrets): Promise<string> {
  return publicOf((await secrets.of('push')).privateKey).toString('base64url');
}

/**
 * The `Authorization` header that says who sends (VAPID, RFC 8292).
 * @param audience the origin of the push service. @param contact an address of ours where a push service finds us.
 */
export function vapidHeader(privateKey: string, audience: string, contact: string, now: Instant): string {
  const key = publicOf(privateKey);
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: privateKey,
    x: key.subarray(1, 33).toString('base64url'),
    y: key.subarray(33).toString('base64url'),
  };
  const claims = { aud: audience, exp: Math.floor((now + VALID_FOR) / 1_000), sub: contact };
  const head = [{ typ: 'JWT', alg: 'ES256' }, claims].map(encoded).join('.');
  const signature = sign('sha256', Buffer.from(head), {
    key: createPrivateKey({ key: jwk, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  });
  return `vapid t=${head}.${signature.toString('base64url')}, k=${key.toString('base64url')}`;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function publicOf(privateKey: string): Buffer {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return ecdh.getPublicKey();
}

import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { AwsRequest } from './wire.ts';

/** Where the parts of a Signature Version 4 stand in a request: in its headers, or in a presigned address. */
interface Signed {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
  readonly payloadHash: string;
}

/** True when a request is signed with `secret`, as AWS would check it. Expiry is not looked at here. */
export function isSignedWith(secret: string, request: AwsRequest): boolean {
  const signed = readSigned(request);
  if (!signed || !hasBodyOf(signed.payloadHash, request.body)) return false;
  const [, ...scope] = signed.credential.split('/');
  const toSign = [
    'AWS4-HMAC-SHA256',
    signed.date,
    scope.join('/'),
    sha256(canonicalRequest(request, signed, scope[2] ?? '')),
  ];
  return hmac(signingKey(secret, scope.join('/')), toSign.join('\n')).toString('hex') === signed.signature;
}

/** The same for a day, a Region and a service: worth keeping. */
const signingKeys = new Map<string, KeyObject>();

function signingKey(secret: string, scope: string): KeyObject {
  const known = signingKeys.get(`${secret}/${scope}`);
  if (known) return known;
  const derived = scope
    .split('/')
    .reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  const key = createSecretKey(Buffer.from(derived));
  signingKeys.set(`${secret}/${scope}`, key);
  return key;
}

function readSigned(request: AwsRequest): Signed | undefined {
  const { headers, url, body } = request;
  const query = url.searchParams;
  const header = headers['authorization'] ?? '';
  const part = (name: string): string =>
    new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1] ?? query.get(`X-Amz-${name}`) ?? '';
  const isPresigned = header === '';
  const signed = {
    credential: part('Credential'),
    signedHeaders: part('SignedHeaders'),
    signature: part('Signature'),
    date: (isPresigned ? query.get('X-Amz-Date') : headers['x-amz-date']) ?? '',
    payloadHash: headers['x-amz-content-sha256'] ?? (isPresigned ? 'UNSIGNED-PAYLOAD' : sha256(body)),
  };
  return signed.credential === '' || signed.signature === '' || signed.date === '' ? undefined : signed;
}

/** S3 clients may leave the body out of the signature, or sign it piece by piece. */
function hasBodyOf(payloadHash: string, body: Buffer): boolean {
  return /^(UNSIGNED|STREAMING)-/.test(payloadHash) || payloadHash === sha256(body);
}

function canonicalRequest({ method, url, headers }: AwsRequest, signed: Signed, service: string): string {
  const names = signed.signedHeaders.split(';');
  const path = service === 's3' ? url.pathname : url.pathname.split('/').map(encode).join('/');
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='));
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  return [method, path, query.join('&'), lines.join(''), signed.signedHeaders, signed.payloadHash].join('\n');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer | KeyObject, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

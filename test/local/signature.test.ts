import { createHash, createHmac, type BinaryLike } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect, test } from 'vitest';
import { isExpired } from '../../local/aws/caller.ts';
import { isSignedWith } from '../../local/aws/signature.ts';
import type { AwsRequest } from '../../local/aws/wire.ts';

/** The hash that the signer asks for. */
class Sha256 {
  readonly #hash;

  constructor(secret?: BinaryLike) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }

  update(data: BinaryLike): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

const signer = new SignatureV4({
  service: 's3',
  region: 'eu-west-1',
  credentials: { accessKeyId: 'ASIALOCALSENDSMS', secretAccessKey: 'local' },
  sha256: Sha256 as never,
  uriEscapePath: false,
  applyChecksum: false,
});

const object = {
  method: 'GET',
  protocol: 'http:',
  hostname: '127.0.0.1',
  port: 4000,
  path: '/bucket/attachments/a%20b.pdf',
};
const host = '127.0.0.1:4000';

async function presigned(): Promise<AwsRequest> {
  const options = { signingDate: new Date('2026-01-01T00:00:00Z'), expiresIn: 900 };
  const { query } = await signer.presign(
    { ...object, headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, query: {} },
    options,
  );
  const url = new URL(`http://${host}${object.path}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
  return { method: 'GET', url, headers: { host }, body: Buffer.alloc(0) };
}

test('takes an address that was presigned for the object', async () => {
  expect(isSignedWith('local', await presigned())).toBe(true);
});

test('refuses it with another object, another method or another secret', async () => {
  const request = await presigned();
  const other = new URL(request.url.href.replace('a%20b', 'c'));
  expect(isSignedWith('local', { ...request, url: other })).toBe(false);
  expect(isSignedWith('local', { ...request, method: 'PUT' })).toBe(false);
  expect(isSignedWith('another', request)).toBe(false);
});

test('knows when its time is over', async () => {
  const request = await presigned();
  expect(isExpired(request, Date.parse('2026-01-01T00:14:59Z'))).toBe(false);
  expect(isExpired(request, Date.parse('2026-01-01T00:15:01Z'))).toBe(true);
});

test('takes a signed header and refuses a body that was changed on the way', async () => {
  const body = Buffer.from('content');
  const hash = createHash('sha256').update(body).digest('hex');
  const { headers } = await signer.sign({
    ...object,
    method: 'PUT',
    headers: { host, 'x-amz-content-sha256': hash },
    query: {},
    body,
  });
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const request = { method: 'PUT', url: new URL(`http://${host}${object.path}`), headers: lower, body };
  expect(isSignedWith('local', request)).toBe(true);
  expect(isSignedWith('local', { ...request, body: Buffer.from('changed') })).toBe(false);
});

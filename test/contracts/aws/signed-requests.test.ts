import { buildApp } from 'fauxqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { isSignedWith } from '../../../local/aws/signature.ts';
import { S3Attachments } from '../../../shared/adapters/signed-aws/s3-attachments.ts';
import { SsmSecrets } from '../../../shared/adapters/signed-aws/ssm-secrets.ts';
import { SsmTenantSecrets } from '../../../shared/adapters/signed-aws/ssm-tenant-secrets.ts';
import { type Answer, listen, type Loopback, type Received } from '../../support/loopback.ts';
import { timelessRetry } from '../../support/timeless-retry.ts';

/** Names that people give to files. */
const NAMES = [
  'plan.pdf',
  'plan (1).pdf',
  'état des lieux.pdf',
  "l'offre !*.pdf",
  'a+b&c=d#e?.pdf',
  '100 %.pdf',
  '~._-.pdf',
];
const keyOf = (name: string): string => `attachments/tenant_a/msg_1/0/${encodeURIComponent(name)}`;

beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'LOCALTESTS');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The request as AWS reads it: paths are decoded and encoded again, by its own rules. */
function asAwsReadsIt({ method, path, headers, body }: Received) {
  const url = new URL(path, 'http://127.0.0.1');
  const strictly = (text: string) =>
    encodeURIComponent(decodeURIComponent(text)).replace(
      /[!'()*]/g,
      (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  url.pathname = url.pathname.split('/').map(strictly).join('/');
  const lines = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { method, url, headers: Object.fromEntries(lines) as Record<string, string>, body };
}

describe('Attachments', () => {
  const app = buildApp({ logger: false });
  beforeAll(async () => {
    const base = await app.listen({ port: 0, host: '127.0.0.1' });
    await fetch(`${base}/files`, { method: 'PUT' });
    vi.stubEnv('AWS_ENDPOINT_URL_S3', base);
  });
  beforeEach(() => {
    const address = app.server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${port}`);
  });
  afterAll(() => app.close());

  test.each(NAMES)('are read as they were written, by us and by link: %s', async (name) => {
    const store = new S3Attachments('files');
    const content = Buffer.from([0, 255, 13, 10, ...Buffer.from(name)]);
    await store.put(keyOf(name), content, 'application/pdf');
    expect(Buffer.from(await store.get(keyOf(name)))).toEqual(content);
    const answer = await fetch(await store.temporaryUrl(keyOf(name), Date.now()));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
  });

  test('that are not there are a fault', async () => {
    await expect(new S3Attachments('files').get(keyOf('none.pdf'))).rejects.toThrow('404');
  });
});

describe('Signatures', () => {
  let server: Loopback;
  let answer: Answer;
  beforeAll(async () => {
    server = await listen(() => answer);
  });
  beforeEach(() => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', server.url);
    vi.stubEnv('AWS_ENDPOINT_URL_SSM', server.url);
    answer = { body: JSON.stringify({ Parameter: { Value: '{"accountSid":"AC1","authToken":"t"}' } }) };
    server.received.length = 0;
  });
  afterAll(() => server.close());

  test.each(NAMES)('of requests and links hold as AWS checks them: %s', async (name) => {
    const store = new S3Attachments('files');
    await store.put(keyOf(name), Buffer.from('content'), 'application/pdf');
    await store.get(keyOf(name));
    await fetch(await store.temporaryUrl(keyOf(name), Date.now()));
    expect(server.received).toHaveLength(3);
    expect(server.received.map((request) => isSignedWith('local', asAwsReadsIt(request)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('of links end after an hour and carry the session', async () => {
    vi.stubEnv('AWS_SESSION_TOKEN', 'a+b/c==');
    const link = new URL(
      await new S3Attachments('files').temporaryUrl('attachments/a', Date.UTC(2026, 10, 24)),
    );
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      'X-Amz-Date': '20261124T000000Z',
      'X-Amz-Expires': '3600',
      'X-Amz-Security-Token': 'a+b/c==',
    });
  });

  test('in AWS the bucket is in the host', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', undefined);
    const link = new URL(await new S3Attachments('files').temporaryUrl('attachments/a', 0));
    expect(link.origin + link.pathname).toBe('https://files.s3.eu-west-1.amazonaws.com/attachments/a');
  });

  test('lead to a secret, which is read once in five minutes', async () => {
    const secrets = new SsmSecrets('/coccinelle/dev');
    const [first, second] = await Promise.all([secrets.of('twilio'), secrets.of('twilio')]);
    expect([first, second, await secrets.of('twilio')]).toEqual(
      Array.from({ length: 3 }, () => ({ accountSid: 'AC1', authToken: 't' })),
    );
    expect(server.received).toHaveLength(1);
    const [request] = server.received;
    expect(request?.headers['x-amz-target']).toBe('AmazonSSM.GetParameter');
    expect(JSON.parse(request?.body.toString() ?? '')).toEqual({
      Name: '/coccinelle/dev/twilio',
      WithDecryption: true,
    });
    expect(isSignedWith('local', asAwsReadsIt(request!))).toBe(true);
  });

  test('lead to the secrets of a tenant, by its id, and to none where there is no parameter', async () => {
    const secrets = new SsmTenantSecrets('/coccinelle/dev');
    answer = { status: 400, body: '{"__type":"com.amazonaws.ssm#ParameterNotFound"}' };
    for (let times = 0; times < 2; times += 1) expect(await secrets.ofSignatures('tenant_a')).toBeUndefined();
    answer = { body: JSON.stringify({ Parameter: { Value: '{"yousign":"s"}' } }) };
    expect(await secrets.ofSignatures('tenant_b')).toEqual({ yousign: 's' });
    expect(server.received.map(({ body }) => JSON.parse(body.toString()).Name)).toEqual([
      '/coccinelle/dev/signature/tenant_a',
      '/coccinelle/dev/signature/tenant_b',
    ]);
  });

  test.each(['../twilio', 'twilio/../resend', 'Tenant', '', 'a'.repeat(61), 'tenant_a '])(
    'ask for nothing under the name %j, which no tenant can have',
    async (name) => {
      expect(await new SsmTenantSecrets('/coccinelle/dev').ofSignatures(name)).toBeUndefined();
      expect(server.received).toHaveLength(0);
    },
  );

  test('do not take a secret that cannot be read for none: nothing is refused for it', async () => {
    const secrets = new SsmTenantSecrets('/coccinelle/dev', { retry: timelessRetry().retry });
    for (const status of [400, 500]) {
      answer = { status, body: '{"__type":"ThrottlingException"}' };
      await expect(secrets.ofSignatures('tenant_a')).rejects.toThrow(`ssm answered ${status}`);
    }
    answer = { body: JSON.stringify({ Parameter: { Value: '{}' } }) };
    await expect(secrets.ofSignatures('tenant_a')).rejects.toThrow('needs standard or yousign');
  });

  test('lead to a secret of another shape: a fault that is forgotten', async () => {
    const secrets = new SsmSecrets('/coccinelle/dev');
    await expect(secrets.of('resend')).rejects.toThrow('apiKey');
    await expect(secrets.of('resend')).rejects.toThrow('apiKey');
    expect(server.received).toHaveLength(2);
  });
});

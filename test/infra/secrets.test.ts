import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicPushKey } from '../../shared/adapters/push/vapid.ts';
import { secretSchemas } from '../../shared/contracts/secrets.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import { runCommand, TEST_CREDENTIALS } from '../support/command.ts';

const TWILIO = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'f'.repeat(32) };

let server: Server;
let endpoint: string;
let stored: unknown[];

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      stored.push({ target: request.headers['x-amz-target'], ...JSON.parse(body) });
      response.setHeader('content-type', 'application/x-amz-json-1.1').end('{"Version":1}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has a TCP address
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  stored = [];
});
afterAll(() => server.close());

/** Runs the command with a standard input. */
async function runSecrets(args: string[], input: unknown) {
  const env = { ...TEST_CREDENTIALS, AWS_ENDPOINT_URL_SSM: endpoint };
  const { code, output, errors } = await runCommand('bin/secrets.ts', args, env, input);
  return { code, said: output + errors };
}

describe('npm run secrets', () => {
  it("stores a provider's secret encrypted where the functions of the stage read it", async () => {
    const { code, said } = await runSecrets(['--stage', 'dev', 'twilio'], TWILIO);
    expect({ code, said }).toEqual({ code: 0, said: '/coccinelle/dev/twilio stored in eu-west-1.\n' });
    expect(stored).toEqual([
      {
        target: 'AmazonSSM.PutParameter',
        Name: '/coccinelle/dev/twilio',
        Value: JSON.stringify(TWILIO),
        Type: 'SecureString',
        Overwrite: true,
      },
    ]);
  });

  it('stores how the signature provider of a tenant signs, by one scheme or both', async () => {
    const standard = `whsec_${'a'.repeat(32)}`;
    const yousign = 'y'.repeat(32);
    for (const secret of [{ standard }, { yousign, standard: '' }, { standard, yousign }]) {
      const { code, said } = await runSecrets(['--stage', 'dev', 'signature', 'my_agency'], secret);
      const name = '/coccinelle/dev/signature/my_agency';
      expect({ code, said }).toEqual({ code: 0, said: `${name} stored in eu-west-1.\n` });
    }
    expect(stored).toMatchObject(
      [{ standard }, { yousign }, { standard, yousign }].map((secret) => ({
        Name: '/coccinelle/dev/signature/my_agency',
        Value: JSON.stringify(secret),
        Type: 'SecureString',
        Overwrite: true,
      })),
    );
  });

  it('makes the key of links itself, once', async () => {
    const { code, said } = await runSecrets(['--stage', 'dev', 'links'], '');
    expect({ code, said }).toEqual({ code: 0, said: '/coccinelle/dev/links stored in eu-west-1.\n' });
    expect(stored).toMatchObject([{ Name: '/coccinelle/dev/links', Type: 'SecureString', Overwrite: false }]);
    const [{ Value }] = stored as [{ Value: string }];
    expect(Buffer.from(JSON.parse(Value).key, 'base64')).toHaveLength(32);
  });

  it('makes the key of notifications itself, once: browsers were given its public half', async () => {
    const { code } = await runSecrets(['--stage', 'dev', 'push'], '');
    expect(code).toBe(0);
    expect(stored).toMatchObject([{ Name: '/coccinelle/dev/push', Type: 'SecureString', Overwrite: false }]);
    const [{ Value }] = stored as [{ Value: string }];
    const secrets = { of: async () => secretSchemas.push.parse(JSON.parse(Value)) } as unknown as Secrets;
    expect(Buffer.from(await publicPushKey(secrets), 'base64url')).toHaveLength(65);
  });

  it.each([
    [
      'a stage that does not exist',
      ['--stage', 'production', 'twilio'],
      TWILIO,
      '"production" is not a stage',
    ],
    ['no stage', ['twilio'], TWILIO, 'No stage was given'],
    ['the local stage', ['--stage', 'local', 'twilio'], TWILIO, '.env'],
    ['an unknown provider', ['--stage', 'dev', 'sendgrid'], TWILIO, 'Usage'],
    [
      'a value among the arguments',
      ['--stage', 'dev', 'resend', 're_secret'],
      '',
      'never give them as arguments',
    ],
    [
      'a missing value',
      ['--stage', 'dev', 'twilio'],
      { accountSid: TWILIO.accountSid },
      'authToken is missing or malformed',
    ],
    [
      'the secret of another provider',
      ['--stage', 'dev', 'resend'],
      TWILIO,
      'apiKey is missing or malformed',
    ],
    ['a signature without its tenant', ['--stage', 'dev', 'signature'], {}, 'Usage'],
    ['a tenant of another name', ['--stage', 'dev', 'signature', '../twilio'], {}, 'Usage'],
    ['a tenant for the secret of a stage', ['--stage', 'dev', 'twilio', 'my_agency'], TWILIO, 'Usage'],
    [
      'a signature without any secret',
      ['--stage', 'dev', 'signature', 'my_agency'],
      { standard: '', yousign: '' },
      'one of standard, yousign is needed',
    ],
    [
      'a signature whose secret has another form',
      ['--stage', 'dev', 'signature', 'my_agency'],
      { standard: 'ffff-secret' },
      'standard is missing or malformed',
    ],
    ['a field too many', ['--stage', 'dev', 'twilio'], { ...TWILIO, note: 'x' }, 'note is not a field'],
    ['something that is not JSON', ['--stage', 'dev', 'twilio'], 'ffff-secret', 'not JSON'],
  ])('refuses %s, stores nothing and repeats no value', async (_, args, input, complaint) => {
    const { code, said } = await runSecrets(args, input);
    expect(code).toBe(1);
    expect(said).toContain(complaint);
    expect(said).not.toMatch(/re_secret|ffff|AC0000/);
    expect(stored).toEqual([]);
  });
});

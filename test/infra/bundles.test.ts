import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BundleSize } from '../../scripts/build-bundles.ts';
import { buildBundles } from '../../scripts/build-bundles.ts';
import type { Bundle } from '../../scripts/bundles.ts';
import { BUNDLES } from '../../scripts/bundles.ts';
import { packApplication } from '../../scripts/pack-application.ts';

const ROOT = join(import.meta.dirname, '../..');
const SIGNATURES_ONLY = 'node_modules/twilio/lib/webhooks/webhooks.js';

describe('The bundles of the functions', () => {
  const readSizes = (): Record<string, BundleSize> =>
    JSON.parse(readFileSync(join(ROOT, 'dist/sizes.json'), 'utf8'));

  it.each(BUNDLES.map(({ name }) => name))('%s is built and within its limit', (name) => {
    const { bytes, limit } = readSizes()[name] ?? { bytes: NaN, limit: 0 };
    expect(bytes).toBeLessThanOrEqual(limit);
  });

  it('the layout of e-mails is in the functions that send or show them, and in no other', () => {
    const carrying = BUNDLES.filter(({ name }) =>
      readFileSync(join(ROOT, `dist/lambdas/${name}/index.mjs`), 'utf8').includes('mso-hide:all'),
    );
    expect(carrying.map(({ name }) => name)).toEqual([
      'templates-api',
      'send-email',
      'send-email-packs',
      'run-follow-up',
    ]);
  });

  it("no function of the API carries a provider's SDK", () => {
    const carried = Object.entries(readSizes())
      .filter(([, { kind }]) => kind !== 'worker')
      .flatMap(([name, { providerModules }]) => providerModules.map((path) => `${name}: ${path}`))
      .filter((found) => !found.endsWith(SIGNATURES_ONLY));
    expect(carried).toEqual([]);
  });
});

describe('The build', () => {
  let root: string;
  const bundle = (name: string, entry: string): Bundle => ({ name, entry, kind: 'worker' });

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'bundles-'));
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const write = (path: string, source: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), source);
  };

  it('lays the application beside the function that publishes it, and nothing of an older one', async () => {
    const packed = 'dist/lambdas/publish-application/web';
    await packApplication(root);
    expect(existsSync(join(root, packed))).toBe(false);
    write(`${packed}/assets/old.js`, '');
    write('dist/web/index.html', '<!doctype html>');
    write('dist/web/assets/new.js', '');
    await packApplication(root);
    const files = readdirSync(join(root, packed), { recursive: true }).map(String);
    expect(files.toSorted()).toEqual(['assets', 'assets/new.js', 'index.html']);
  });

  it('names every entry that does not exist', async () => {
    const missing = [bundle('one', 'lambdas/one/index.ts'), bundle('two', 'lambdas/two/index.ts')];
    await expect(buildBundles(root, missing)).rejects.toThrow(
      /one: lambdas\/one\/index\.ts\n.*two: lambdas\/two\/index\.ts/,
    );
  });

  it('makes modules that load, from one entry as often as it is named', async () => {
    write(
      'lambdas/echo/index.ts',
      'export const handler = async (event: unknown): Promise<unknown> => event;',
    );
    await buildBundles(root, [
      bundle('first', 'lambdas/echo/index.ts'),
      bundle('second', 'lambdas/echo/index.ts'),
    ]);
    for (const name of ['first', 'second']) {
      const { handler } = await import(pathToFileURL(join(root, `dist/lambdas/${name}/index.mjs`)).href);
      expect(await handler({ name })).toEqual({ name });
    }
  });

  it("leaves Twilio's own HTTP client out, and says so to whoever misses it", async () => {
    write(
      'lambdas/twilio/index.ts',
      `import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
       const { Client } = (BaseTwilio as unknown as { Client: new (...args: string[]) => { httpClient: unknown } });
       export const handler = () => new Client('AC0', 'token').httpClient;`,
    );
    const sizes = await buildBundles(root, [bundle('twilio', 'lambdas/twilio/index.ts')]);
    expect(sizes['twilio']?.bytes).toBeLessThan(100 * 1024);
    const { handler } = await import(pathToFileURL(join(root, 'dist/lambdas/twilio/index.mjs')).href);
    expect(handler).toThrow(/without an httpClient/);
  });

  it('takes credentials from the environment, as Lambda gives them', async () => {
    write(
      'lambdas/credentials/index.ts',
      `import { SQSClient } from '@aws-sdk/client-sqs';
       export const handler = () => new SQSClient({ region: 'eu-west-1' }).config.credentials();`,
    );
    await buildBundles(root, [bundle('credentials', 'lambdas/credentials/index.ts')]);
    const { handler } = await import(pathToFileURL(join(root, 'dist/lambdas/credentials/index.mjs')).href);
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    });
    expect(await handler()).toMatchObject({
      accessKeyId: 'AKIATEST',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });
});

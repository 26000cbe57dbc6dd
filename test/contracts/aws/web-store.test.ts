import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFauxqs, type Fauxqs } from '../../../local/aws/fauxqs.ts';
import { filesIn } from '../../../shared/adapters/node/folder.ts';
import { S3WebStore } from '../../../shared/adapters/signed-aws/s3-web-store.ts';
import { fileHeaders } from '../../../shared/domain/web-files.ts';
import { CLIENT, listen } from '../../support/loopback.ts';

let folder: string;
let fauxqs: Fauxqs;
let endpoint: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coccinelle-web-'));
  fauxqs = await openFauxqs(folder);
  endpoint = await fauxqs.app.listen({ port: 0, host: '127.0.0.1' });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: CLIENT.region,
    AWS_ACCESS_KEY_ID: CLIENT.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CLIENT.credentials.secretAccessKey,
  });
  fauxqs.buckets.createBucket('application');
});
afterAll(async () => {
  await fauxqs.app.close();
  fauxqs.persistence.close();
  await rm(folder, { recursive: true });
});

test('Files lie where CloudFront finds them, with what browsers are told, and can be taken away', async () => {
  const store = new S3WebStore('application');
  for (const path of ['index.html', 'assets/index-3f2a.js'])
    await store.put({ path, content: Buffer.from(`<${path}>`) }, fileHeaders(path));
  const found = await fetch(`${endpoint}/application/assets/index-3f2a.js`);
  expect([await found.text(), found.headers.get('content-type'), found.headers.get('cache-control')]).toEqual(
    ['<assets/index-3f2a.js>', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  );
  expect((await store.list()).toSorted()).toEqual(['assets/index-3f2a.js', 'index.html']);
  await store.remove('index.html');
  expect(await store.list()).toEqual(['assets/index-3f2a.js']);
});

test('A list of several pages is read to its end', async () => {
  const s3 = await listen(({ path }) => ({
    body: path.includes('continuation-token=two')
      ? '<ListBucketResult><Contents><Key>b.js</Key></Contents></ListBucketResult>'
      : '<ListBucketResult><Contents><Key>a.js</Key></Contents><NextContinuationToken>two</NextContinuationToken></ListBucketResult>',
  }));
  process.env['AWS_ENDPOINT_URL_S3'] = s3.url;
  expect(await new S3WebStore('application').list()).toEqual(['a.js', 'b.js']);
  process.env['AWS_ENDPOINT_URL_S3'] = endpoint;
  s3.close();
});

test('A build is read with all its folders; without one there are no files', async () => {
  await mkdir(join(folder, 'build/assets'), { recursive: true });
  await writeFile(join(folder, 'build/index.html'), 'page');
  await writeFile(join(folder, 'build/assets/a.js'), 'script');
  const files = await filesIn(join(folder, 'build'));
  const read = files.map(({ path, content }) => [path, Buffer.from(content).toString()] as const);
  expect(Object.fromEntries(read)).toEqual({ 'index.html': 'page', 'assets/a.js': 'script' });
  expect(await filesIn(join(folder, 'nothing'))).toEqual([]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFauxqs } from '../../local/aws/fauxqs.ts';
import { S3AudienceFiles } from '../../shared/adapters/signed-aws/s3-audience-files.ts';
import type { AudienceFiles } from '../../shared/ports/audience-files.ts';
import { recipient } from '../support/broadcast.ts';
import { CLIENT } from '../support/loopback.ts';
import { MemoryAudienceFiles } from '../support/memory/audience-files.ts';

interface OpenFiles {
  files: AudienceFiles;
  /** What a client does at the address that it was given. */
  upload: (url: string, content: Uint8Array) => Promise<void>;
  download: (url: string) => Promise<string>;
  close: () => Promise<void>;
}

async function openMemory(): Promise<OpenFiles> {
  const files = new MemoryAudienceFiles();
  return {
    files,
    upload: async (url, content) => files.uploadTo(url, Buffer.from(content).toString()),
    download: async (url) => files.downloadFrom(url) ?? '',
    close: async () => {},
  };
}

async function openS3(): Promise<OpenFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'coccinelle-audiences-'));
  const { app, buckets, persistence } = await openFauxqs(folder);
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  buckets.createBucket('audiences');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: CLIENT.region,
    AWS_ACCESS_KEY_ID: CLIENT.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CLIENT.credentials.secretAccessKey,
  });
  return {
    files: new S3AudienceFiles('audiences'),
    upload: async (url, content) => {
      const { status } = await fetch(url, { method: 'PUT', body: content });
      expect(status).toBe(200);
    },
    download: async (url) => (await fetch(url)).text(),
    close: async () => {
      await app.close();
      persistence.close();
      await rm(folder, { recursive: true });
    },
  };
}

describe.each([
  ['memory', openMemory],
  ['S3', openS3],
])('The files of audiences in %s', (_name, open) => {
  let opened: OpenFiles;
  const ref = { tenantId: 'tenant_a', audienceId: 'aud_1' };
  const other = { tenantId: 'tenant_b', audienceId: 'aud_1' };
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  async function textOf(pieces: AsyncIterable<Uint8Array> | undefined): Promise<string> {
    const all: Uint8Array[] = [];
    for await (const piece of pieces ?? []) all.push(piece);
    return Buffer.concat(all).toString();
  }

  test('are uploaded to a signed address and read in pieces, whole, each tenant its own', async () => {
    expect(await opened.files.uploaded(ref)).toBeUndefined();
    // More than one piece of it is read.
    const text = `id\n${'prospect_é\n'.repeat(750_000)}`;
    await opened.upload(await opened.files.uploadUrl(ref, Date.now()), Buffer.from(text));
    expect((await textOf(await opened.files.uploaded(ref))) === text).toBe(true);
    expect(await opened.files.uploaded(other)).toBeUndefined();
  });

  test('hold the people of a chunk, and the last writing of it', async () => {
    await opened.files.writeChunk(ref, '3', [recipient(1)]);
    await opened.files.writeChunk(ref, '3', [recipient(2), { ...recipient(3), data: { ville: 'Nîmes' } }]);
    expect(await opened.files.readChunk(ref, '3')).toEqual([
      recipient(2),
      { ...recipient(3), data: { ville: 'Nîmes' } },
    ]);
    await expect(opened.files.readChunk(ref, '4')).rejects.toThrow(/./);
    await expect(opened.files.readChunk(other, '3')).rejects.toThrow(/./);
  });

  test('say which rows do not fit, at an address that anybody can read for an hour', async () => {
    await opened.files.writeErrors(ref, '\ufeffrow,column,problem\r\n1,phone,bad\r\n');
    const found = await opened.download(await opened.files.errorsUrl(ref, Date.now()));
    expect(found).toContain('1,phone,bad');
  });

  test('name whom a broadcast leaves out; nobody unless it was said', async () => {
    const leftOut = [{ prospectId: 'p1', rule: 'opted-out' as const }];
    await opened.files.writeLeftOut(ref, 'bc_1/0-0', leftOut);
    expect(await opened.files.readLeftOut(ref, 'bc_1/0-0')).toEqual(leftOut);
    expect(await opened.files.readLeftOut(ref, 'bc_1/1-0')).toEqual([]);
  });
});

import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/publish-application/handler.ts';
import type { FileHeaders, WebFile } from '../../shared/domain/web-files.ts';

const BUILD = ['index.html', 'sw.js', 'manifest.webmanifest', 'assets/index-3f2a.js', 'icon.svg'].map(
  (path): WebFile => ({ path, content: Buffer.from(path) }),
);

/** A store, CloudFormation, and a build of the application. */
function surroundings(files: readonly WebFile[] = BUILD) {
  const stored = new Map<string, { text: string; headers: FileHeaders }>();
  const order: string[] = [];
  const answers: { url: string; body: Record<string, string> }[] = [];
  const errors: string[] = [];
  const handler = createHandler(
    {
      files: async () => files,
      answer: async (url, body) => void answers.push({ url, body: JSON.parse(body) }),
      store: {
        async put({ path, content }, headers) {
          if (path === 'refused.html') throw new Error('s3 answered 503 to PUT');
          order.push(path);
          stored.set(path, { text: Buffer.from(content).toString(), headers });
        },
        list: async () => [...stored.keys()],
        remove: async (path) => void stored.delete(path),
      },
    },
    { info: () => {}, warn: () => {}, error: (code) => errors.push(code) },
  );
  const send = (RequestType: 'Create' | 'Update' | 'Delete') =>
    handler({
      RequestType,
      ResponseURL: 'https://cloudformation.example/answer',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Files',
      ResourceProperties: { ServiceToken: '', settings: '{"clientId":"c1"}' },
    } as unknown as CloudFormationCustomResourceEvent);
  return { stored, order, answers, errors, send };
}

describe('At a deployment', () => {
  test.each(['Create', 'Update'] as const)(
    '(%s) the application is put in place and CloudFormation told',
    async (kind) => {
      const { stored, answers, send } = surroundings();
      await send(kind);
      expect([...stored.keys()].toSorted()).toEqual(
        [...BUILD.map(({ path }) => path), 'app-config.json'].toSorted(),
      );
      expect(stored.get('app-config.json')?.text).toBe('{"clientId":"c1"}');
      expect(answers).toEqual([
        {
          url: 'https://cloudformation.example/answer',
          body: {
            Status: 'SUCCESS',
            PhysicalResourceId: 'application',
            StackId: 'stack',
            RequestId: 'request',
            LogicalResourceId: 'Files',
          },
        },
      ]);
    },
  );

  test('what has a hash in its name may be kept for a year, everything else is asked for again', async () => {
    const { stored, send } = surroundings();
    await send('Create');
    const kept = [...stored].map(([path, { headers }]) => [path, headers['cache-control']]);
    expect(Object.fromEntries(kept)).toEqual({
      'assets/index-3f2a.js': 'public, max-age=31536000, immutable',
      'index.html': 'no-cache',
      'sw.js': 'no-cache',
      'manifest.webmanifest': 'no-cache',
      'icon.svg': 'no-cache',
      'app-config.json': 'no-cache',
    });
    expect(stored.get('index.html')?.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(stored.get('manifest.webmanifest')?.headers['content-type']).toBe('application/manifest+json');
  });

  test('parts come before the pages that name them, and those of older builds stay', async () => {
    const { stored, order, send } = surroundings();
    stored.set('assets/index-0000.js', { text: '', headers: { 'content-type': '', 'cache-control': '' } });
    await send('Update');
    expect(order[0]).toBe('assets/index-3f2a.js');
    expect(stored.has('assets/index-0000.js')).toBe(true);
  });

  test('with the stack everything goes, so that the bucket can', async () => {
    const { stored, answers, send } = surroundings();
    await send('Create');
    await send('Delete');
    expect([stored.size, answers.at(-1)?.body['Status']]).toEqual([0, 'SUCCESS']);
  });

  test.each([
    ['has not been built', [], /npm run build/],
    ['cannot be stored', [...BUILD, { path: 'refused.html', content: Buffer.from('') }], /503/],
  ])('an application that %s fails the deployment, with the reason', async (_, files, reason) => {
    const { answers, errors, send } = surroundings(files);
    await send('Create');
    expect(answers[0]?.body).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(reason) });
    expect(errors).toEqual(['publish-application-failed']);
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { beforeAll, expect, test, vi } from 'vitest';
import { startLocalStack } from '../../local/stack.ts';
import { fixtureAssembly } from './fixture/fixture-assembly.ts';
import { ask, dataFolder, order, seen } from './fixture/fixture-client.ts';

let assembly: string;

beforeAll(async () => {
  assembly = await fixtureAssembly();
});

async function spawnStack(
  dataDir: string,
): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const script = new URL('./fixture/child-stack.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, assembly, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { process: child, url };
}

test('what was answered before kill -9 is there after a restart, and what was under way is done again', async () => {
  const dataDir = dataFolder();
  const { process: child, url } = await spawnStack(dataDir);
  const ids = Array.from({ length: 20 }, (_, index) => `slow-${index}`);
  await ask(url, { do: 'store', id: 'kept', body: 'kept' });
  await ask(url, { do: 'schedule', id: 'later', at: '2099-01-01T00:00:00', body: '{"id":"later"}' });
  await ask(url, { do: 'sendLater', body: '{"id":"delayed"}' });
  await Promise.all(ids.map((id) => order(url, { id, waitMilliseconds: 1_500 })));
  child.kill('SIGKILL');
  await once(child, 'exit');

  const stack = await startLocalStack({ port: 0, dataDir, assembly });
  try {
    expect((await ask(stack.url, { do: 'read', id: 'kept' })).body).toMatchObject({ body: { S: 'kept' } });
    await vi.waitFor(
      async () => {
        const counts = await Promise.all(ids.map(async (id) => (await seen(stack.url, id)).times));
        expect(counts.every((times) => times >= 1)).toBe(true);
      },
      { timeout: 15_000, interval: 100 },
    );
    await stack.advance(Date.parse('2099-01-01T00:01:00Z') - stack.clock.now());
    expect((await seen(stack.url, 'later')).times).toBe(1);
    expect((await seen(stack.url, 'delayed')).times).toBe(1);
  } finally {
    await stack.close();
  }

  const again = await startLocalStack({ port: 0, dataDir, assembly });
  expect(new Date(again.clock.now()).getUTCFullYear()).toBe(2099);
  await again.close();
});

test('a folder in use is refused, and a fresh start forgets it', async () => {
  const dataDir = dataFolder();
  const first = await startLocalStack({ port: 0, dataDir, assembly });
  await ask(first.url, { do: 'store', id: 'kept', body: 'kept' });
  await expect(startLocalStack({ port: 0, dataDir, assembly })).rejects.toThrow('in use by process');
  await first.close();

  const fresh = await startLocalStack({ port: 0, dataDir, assembly, fresh: true });
  expect((await ask(fresh.url, { do: 'read', id: 'kept' })).body).toBeNull();
  await fresh.close();
});

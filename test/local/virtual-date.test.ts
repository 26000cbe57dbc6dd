import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../local/virtual-clock.ts';

const HOUR = 3_600_000;

/** Asks a thread with the virtual Date for the value of an expression. */
async function inThread(clock: VirtualClock, expression: string): Promise<unknown> {
  const installer = new URL('../../local/functions/virtual-date.ts', import.meta.url).href;
  const source = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(${JSON.stringify(installer)}).then(({ installVirtualDate }) => {
      installVirtualDate(workerData);
      parentPort.postMessage(${expression});
    });`;
  const worker = new Worker(source, { eval: true, workerData: clock.shared });
  const value: unknown = await new Promise((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  );
  await worker.terminate();
  return value;
}

test.each([
  'Date.now()',
  'new Date().getTime()',
  'Date.parse(Date())',
  'Reflect.construct(Date, []).getTime()',
])('%s tells the virtual time', async (expression) => {
  const clock = new VirtualClock();
  clock.skip(48 * HOUR);
  const told = Number(await inThread(clock, expression));
  expect(Math.abs(told - clock.now())).toBeLessThan(2_000);
});

test('dates that are given stay what they are', async () => {
  const clock = new VirtualClock();
  clock.skip(HOUR);
  expect(await inThread(clock, 'new Date("2026-01-02T03:04:05Z").toISOString()')).toBe(
    '2026-01-02T03:04:05.000Z',
  );
  expect(await inThread(clock, 'new Date() instanceof Date && Date.UTC(2026, 0, 1)')).toBe(
    Date.UTC(2026, 0, 1),
  );
});

test('the clock never goes back', () => {
  expect(() => new VirtualClock().skip(-1)).toThrow(RangeError);
});

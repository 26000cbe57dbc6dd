import { setTimeout as sleep } from 'node:timers/promises';
import { progress } from './progress.ts';
import { RunningStack } from './running-stack.ts';
import type { Size } from './size.ts';

/** Of one client, so that every function has run; of the crowd. */
const WARM_REQUESTS: Readonly<Record<Size, number>> = { full: 200, small: 10 };
const MESSAGES: Readonly<Record<Size, number>> = { full: 2_000, small: 100 };
const CONCURRENCY = 20;
const PATIENCE_MS = 180_000;
const OURS = /votre visite \d+ est confirmée/;

export interface LocalStackFigures {
  readyMs: number;
  medianPostMs: number;
  p95PostMs: number;
  messages: number;
  acceptedPerSecond: number;
  deliveredAfterMs: number;
  delivered: number;
  sentTwice: number;
  memoryMb: number | undefined;
}

const bodyFor = (number: number) => ({
  prospect: {
    id: `bench_${number}`,
    phone: `+336${30_000_000 + number}`,
    email: `bench_${number}@example.com`,
  },
  messageType: 'appointment',
  channel: number % 2 === 0 ? 'sms' : 'email',
  content: { subject: 'Visite', body: `Bonjour, votre visite ${number} est confirmée.` },
});

/** What the local stack does with one client at a time, and with twenty. */
export async function measureLocalStack(size: Size): Promise<LocalStackFigures> {
  const [warmRequests, messages] = [WARM_REQUESTS[size], MESSAGES[size]];
  progress('Local stack: starting, as npm start does');
  const stack = await RunningStack.start();
  try {
    progress('Local stack: one client');
    for (let number = 0; number < 20; number += 1) await post(stack, 900_000 + number);
    const times: number[] = [];
    for (let number = 0; number < warmRequests; number += 1) times.push(await post(stack, 910_000 + number));
    times.sort((a, b) => a - b);
    await settled(stack, warmRequests + 20);
    progress(`Local stack: ${messages} messages by ${CONCURRENCY} clients`);
    const crowd = await measureCrowd(stack, messages, warmRequests + 20);
    return {
      readyMs: Math.round(stack.readyMs),
      medianPostMs: at(times, 0.5),
      p95PostMs: at(times, 0.95),
      ...crowd,
    };
  } finally {
    await stack.stop();
  }
}

async function post(stack: RunningStack, number: number): Promise<number> {
  const start = performance.now();
  await stack.request('POST', '/v1/messages', bodyFor(number));
  return performance.now() - start;
}

/** @param before how many messages there were. */
async function measureCrowd(stack: RunningStack, messages: number, before: number) {
  const start = performance.now();
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < messages) {
      next += 1;
      await post(stack, next);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, client));
  const accepted = performance.now();
  const texts = await settled(stack, before + messages);
  return {
    messages,
    acceptedPerSecond: Math.round((messages * 1_000) / (accepted - start)),
    deliveredAfterMs: Math.round(performance.now() - start),
    delivered: new Set(texts).size - before,
    sentTwice: texts.length - new Set(texts).size,
    memoryMb: await stack.memoryMb(),
  };
}

/** Waits until so many messages are delivered and no queue has work; the texts of all that arrived. */
async function settled(stack: RunningStack, expected: number): Promise<string[]> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const { items } = (await stack.request('GET', '/_local/outbox')) as {
      items: { text: string; status: string }[];
    };
    // The stack has a month of its own behind it.
    const ours = items.filter(({ text }) => OURS.test(text));
    const delivered = ours.filter(({ status }) => status === 'delivered');
    if (delivered.length >= expected) return ours.map(({ text }) => text);
    if (performance.now() > end)
      throw new Error(`${delivered.length} of ${expected} delivered after ${PATIENCE_MS / 1_000} s`);
    await sleep(250);
  }
}

function at(sorted: readonly number[], share: number): number {
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
}

import { progress } from '../progress.ts';
import { RunningStack } from '../running-stack.ts';
import type { Size } from '../size.ts';
import { type DeliveryFigures, measureDelivery } from './measure-delivery.ts';
import { accountedFor, isFinished, submit, until, upload } from './submitted-broadcast.ts';

const PEOPLE: Readonly<Record<Size, number>> = { full: 100_000, small: 600 };
const WARM_UP: Readonly<Record<Size, number>> = { full: 1_000, small: 100 };

export interface PlanningFigures {
  people: number;
  /** From the order to read the file until it is in chunks. */
  readMs: number;
  /** From the acceptance until everybody was decided on. */
  plannedMs: number;
  /** What the whole stack used of the processors meanwhile, the sending of those whose turn came included. */
  plannedCpuSeconds: number | undefined;
  /** Of the whole stack, while its file was read and planned. */
  grownMb: number | undefined;
  /** From the acceptance until the simulated providers had everybody's. */
  sentMs: number;
  /** Of the whole stack, until then. */
  grownUntilSentMb: number | undefined;
  /** What became of everybody, by the broadcast's own counts. */
  accounted: number;
  accepted: number;
  /** By channel, as planned. */
  channels: Record<string, number>;
  /** Another broadcast, whose messages the providers report delivered. */
  delivery: DeliveryFigures;
}

/** A file of a hundred thousand people, read, planned and sent by the local stack as `npm start` runs it. */
export async function measurePlanning(size: Size): Promise<PlanningFigures> {
  progress('Planning: starting the local stack');
  const stack = await RunningStack.start();
  try {
    await stack.goToMorning();
    // Receipts of a hundred thousand messages are twice as much work again: those of fewer are measured below.
    await stack.request('POST', '/_local/settings', { autoDeliver: false });
    // Functions that run for the first time take memory that has nothing to do with how many people there are.
    progress(`Planning: ${WARM_UP[size]} people, so that every function has run`);
    await until(stack, await submit(stack, (await upload(stack, WARM_UP[size])).audience), isFinished);
    const planned = await measurePlan(stack, PEOPLE[size]);
    return { ...planned, delivery: await measureDelivery(stack, size) };
  } finally {
    await stack.stop();
  }
}

async function measurePlan(stack: RunningStack, people: number): Promise<Omit<PlanningFigures, 'delivery'>> {
  const memory = await watchMemory(stack);
  progress(`Planning: a file of ${people} people, read`);
  const { audience, readMs } = await upload(stack, people);
  progress('Planning: decided on');
  const accepted = performance.now();
  const before = await stack.cpuSeconds();
  const id = await submit(stack, audience);
  await until(stack, id, ({ plan }) => plan.people === people);
  const plannedMs = performance.now() - accepted;
  const after = await stack.cpuSeconds();
  const plannedCpuSeconds = before === undefined || after === undefined ? undefined : after - before;
  const grownMb = memory.most();
  progress(
    `Planning: planned after ${Math.round(plannedMs / 1_000)} s, ${Math.round(plannedCpuSeconds ?? 0)} s of processors and ${grownMb ?? '?'} MB; sent`,
  );
  const shown = await until(stack, id, isFinished);
  const sentMs = performance.now() - accepted;
  memory.stop();
  return {
    people,
    readMs,
    plannedMs,
    plannedCpuSeconds,
    grownMb,
    sentMs,
    grownUntilSentMb: memory.most(),
    accounted: accountedFor(shown),
    accepted: shown.progress['accepted'] ?? 0,
    channels: shown.plan.channels,
  };
}

/** The most that the memory of the stack grows by from now on. */
async function watchMemory(
  stack: RunningStack,
): Promise<{ most: () => number | undefined; stop: () => void }> {
  const first = await stack.memoryMb();
  let most = 0;
  const look = async (): Promise<void> => {
    most = Math.max(most, (await stack.memoryMb()) ?? 0);
  };
  const timer = setInterval(() => void look(), 250);
  return {
    most: () => (first === undefined ? undefined : Math.max(0, most - first)),
    stop: () => clearInterval(timer),
  };
}

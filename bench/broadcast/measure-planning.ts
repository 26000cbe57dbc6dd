import { setTimeout as sleep } from 'node:timers/promises';
import { progress } from '../progress.ts';
import { RunningStack } from '../running-stack.ts';

const PEOPLE = 100_000;
const WARM_UP = 1_000;
/** Every fifth has no mailbox. */
const BY_SMS = 5;
const PATIENCE_MS = 1_200_000;

export interface PlanningFigures {
  people: number;
  /** From the order to read the file until it is in chunks. */
  readMs: number;
  /** From the acceptance until everybody was decided on. */
  plannedMs: number;
  /** Of the whole stack, while its file was read and planned. */
  grownMb: number | undefined;
  /** From the acceptance until the simulated providers had everybody's. */
  sentMs: number;
  /** What became of everybody, by the broadcast's own counts. */
  accounted: number;
  accepted: number;
  /** By channel, as planned. */
  channels: Record<string, number>;
}

interface ShownBroadcast {
  status: string;
  plan: { people: number; channels: Record<string, number> };
  progress: Record<string, number>;
}

/** A file of a hundred thousand people, read, planned and sent by the local stack as `npm start` runs it. */
export async function measurePlanning(): Promise<PlanningFigures> {
  progress('Planning: starting the local stack');
  const stack = await RunningStack.start();
  try {
    // What providers report of a hundred thousand messages is another matter.
    await stack.request('POST', '/_local/settings', { autoDeliver: false });
    await stack.goToMorning();
    // Functions that run for the first time take memory that has nothing to do with how many people there are.
    progress(`Planning: ${WARM_UP} people, so that every function has run`);
    await until(stack, await submit(stack, (await upload(stack, WARM_UP)).audience), isFinished);
    const memory = await watchMemory(stack);
    progress(`Planning: a file of ${PEOPLE} people, read`);
    const { audience, readMs } = await upload(stack, PEOPLE);
    progress('Planning: decided on');
    const accepted = performance.now();
    const id = await submit(stack, audience);
    await until(stack, id, ({ plan }) => plan.people === PEOPLE);
    const plannedMs = performance.now() - accepted;
    const grownMb = memory.stop();
    progress(`Planning: planned after ${Math.round(plannedMs / 1_000)} s and ${grownMb ?? '?'} MB; sent`);
    const shown = await until(stack, id, isFinished);
    return {
      people: PEOPLE,
      readMs,
      plannedMs,
      grownMb,
      sentMs: performance.now() - accepted,
      accounted: Object.values(shown.progress).reduce((sum, count) => sum + count, 0),
      accepted: shown.progress['accepted'] ?? 0,
      channels: shown.plan.channels,
    };
  } finally {
    await stack.stop();
  }
}

const isFinished = ({ status }: ShownBroadcast): boolean => status === 'finished';

async function submit(stack: RunningStack, audience: string): Promise<string> {
  const { id } = (await stack.request('POST', '/v1/broadcasts', {
    messageType: 'notification',
    content: { subject: 'Un avis', body: 'Bonjour, un avis de votre agence.' },
    audience: { upload: audience },
  })) as { id: string };
  return id;
}

async function upload(stack: RunningStack, people: number): Promise<{ audience: string; readMs: number }> {
  const created = (await stack.request('POST', '/v1/audiences')) as { id: string; uploadUrl: string };
  const rows = Array.from({ length: people }, (_, number) => {
    const email = number % BY_SMS === 0 ? '' : `bench_${number}@example.com`;
    return `bench_${number};Marie Dupont;06${10_000_000 + number};${email}`;
  });
  const body = `id;nom;téléphone;email\n${rows.join('\n')}\n`;
  const taken = await fetch(created.uploadUrl, { method: 'PUT', body });
  if (!taken.ok) throw new Error(`The file was not taken: ${taken.status}`);
  const started = performance.now();
  await stack.request('POST', `/v1/audiences/${created.id}/read`);
  for (;;) {
    const { status } = (await stack.request('GET', `/v1/audiences/${created.id}`)) as { status: string };
    if (status === 'ready') break;
    if (performance.now() - started > PATIENCE_MS) throw new Error(`The audience is still ${status}`);
    await sleep(100);
  }
  return { audience: created.id, readMs: performance.now() - started };
}

async function until(
  stack: RunningStack,
  id: string,
  isThere: (shown: ShownBroadcast) => boolean,
): Promise<ShownBroadcast> {
  const started = performance.now();
  for (;;) {
    const shown = (await stack.request('GET', `/v1/broadcasts/${id}`)) as ShownBroadcast;
    if (isThere(shown)) return shown;
    if (performance.now() - started > PATIENCE_MS)
      throw new Error(`The broadcast is still ${JSON.stringify(shown.progress)}`);
    await sleep(500);
  }
}

/** The most that the memory of the stack grows by from now on. */
async function watchMemory(stack: RunningStack): Promise<{ stop: () => number | undefined }> {
  const first = await stack.memoryMb();
  let most = 0;
  const look = async (): Promise<void> => {
    most = Math.max(most, (await stack.memoryMb()) ?? 0);
  };
  const timer = setInterval(() => void look(), 250);
  return {
    stop: () => {
      clearInterval(timer);
      return first === undefined ? undefined : Math.max(0, most - first);
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningStack } from '../running-stack.ts';

/** Every fifth has no mailbox. */
const BY_SMS = 5;
const PATIENCE_MS = 1_800_000;

/** What the API says of a broadcast. */
export interface ShownBroadcast {
  status: string;
  plan: { people: number; channels: Record<string, number> };
  progress: Record<string, number>;
  outcomes: Record<string, { sent: number; delivered: number; failed: number }>;
}

/** By the broadcast's own counts. */
export function accountedFor({ progress }: ShownBroadcast): number {
  return Object.values(progress).reduce((sum, count) => sum + count, 0);
}

/** On all channels. */
export function outcome(shown: ShownBroadcast, of: 'sent' | 'delivered' | 'failed'): number {
  return Object.values(shown.outcomes).reduce((sum, channel) => sum + channel[of], 0);
}

export const isFinished = ({ status }: ShownBroadcast): boolean => status === 'finished';

/** @returns the id of the broadcast. */
export async function submit(stack: RunningStack, audience: string): Promise<string> {
  const { id } = (await stack.request('POST', '/v1/broadcasts', {
    messageType: 'notification',
    content: { subject: 'Un avis', body: 'Bonjour, un avis de votre agence.' },
    audience: { upload: audience },
  })) as { id: string };
  return id;
}

/** Uploads a file of so many people and has it read. */
export async function upload(
  stack: RunningStack,
  people: number,
): Promise<{ audience: string; readMs: number }> {
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

/** Looks at a broadcast until it is as far as that. */
export async function until(
  stack: RunningStack,
  id: string,
  isThere: (shown: ShownBroadcast) => boolean,
): Promise<ShownBroadcast> {
  const started = performance.now();
  for (;;) {
    const shown = (await stack.request('GET', `/v1/broadcasts/${id}`)) as ShownBroadcast;
    if (isThere(shown)) return shown;
    if (performance.now() - started > PATIENCE_MS)
      throw new Error(`The broadcast is still ${JSON.stringify([shown.progress, shown.outcomes])}`);
    await sleep(500);
  }
}

import { progress } from '../progress.ts';
import type { RunningStack } from '../running-stack.ts';
import { accountedFor, isFinished, outcome, submit, until, upload } from './submitted-broadcast.ts';

const PEOPLE = 10_000;

export interface DeliveryFigures {
  people: number;
  /** From the acceptance until everybody's is counted as delivered. */
  deliveredMs: number;
  accounted: number;
  /** By the broadcast's own counts, on all channels. */
  sent: number;
  delivered: number;
  failed: number;
}

/** A broadcast whose every message the simulated providers report delivered, as they do when nobody says otherwise. */
export async function measureDelivery(stack: RunningStack): Promise<DeliveryFigures> {
  await stack.request('POST', '/_local/settings', { autoDeliver: true });
  progress(`Planning: ${PEOPLE} more people, until everybody's is reported delivered`);
  const { audience } = await upload(stack, PEOPLE);
  const accepted = performance.now();
  const id = await submit(stack, audience);
  await until(stack, id, isFinished);
  const shown = await until(stack, id, (each) => outcome(each, 'delivered') >= PEOPLE);
  return {
    people: PEOPLE,
    deliveredMs: performance.now() - accepted,
    accounted: accountedFor(shown),
    sent: outcome(shown, 'sent'),
    delivered: outcome(shown, 'delivered'),
    failed: outcome(shown, 'failed'),
  };
}

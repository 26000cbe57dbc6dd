import { progress } from '../progress.ts';
import type { RunningStack } from '../running-stack.ts';
import type { Size } from '../size.ts';
import { accountedFor, isFinished, outcome, submit, until, upload } from './submitted-broadcast.ts';

const PEOPLE: Readonly<Record<Size, number>> = { full: 10_000, small: 100 };

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
export async function measureDelivery(stack: RunningStack, size: Size): Promise<DeliveryFigures> {
  const people = PEOPLE[size];
  await stack.request('POST', '/_local/settings', { autoDeliver: true });
  progress(`Planning: ${people} more people, until everybody's is reported delivered`);
  const { audience } = await upload(stack, people);
  const accepted = performance.now();
  const id = await submit(stack, audience);
  await until(stack, id, isFinished);
  const shown = await until(stack, id, (each) => outcome(each, 'delivered') >= people);
  return {
    people,
    deliveredMs: performance.now() - accepted,
    accounted: accountedFor(shown),
    sent: outcome(shown, 'sent'),
    delivered: outcome(shown, 'delivered'),
    failed: outcome(shown, 'failed'),
  };
}

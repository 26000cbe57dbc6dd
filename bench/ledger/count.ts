import type { Account } from './account.ts';
import { follow } from './follow.ts';
import type { Entries } from './ledger.ts';
import { type Scenario, SCENARIOS } from './scenarios.ts';
import { addTo, type Counter, noUsage, type Usage } from './usage.ts';

/** What one message of a scenario uses, by function, in batches of one size. */
export interface Count {
  readonly scenario: Scenario;
  readonly batch: number;
  readonly messages: number;
  readonly perMessage: Usage;
  readonly byFunction: Readonly<Record<string, Usage>>;
  /** Milliseconds that an invocation of each function waits; known from batches of one. */
  readonly entries: Entries;
}

export const BATCHES = [1, 10] as const;

/** Two full batches, and enough single messages to see that they are alike. */
const MESSAGES: Readonly<Record<(typeof BATCHES)[number], number>> = { 1: 5, 10: 20 };

/** Fills what functions keep for a while, so that the first message counted is like every other. */
export async function warmUp(account: Account): Promise<void> {
  for (const scenario of SCENARIOS) await follow(account, { scenario, batch: 1, messages: 1 });
}

/** Every scenario in every size of batch. The same each time it is counted. */
export async function countAll(account: Account): Promise<Count[]> {
  const counts: Count[] = [];
  for (const scenario of SCENARIOS) {
    for (const batch of BATCHES) {
      const messages = MESSAGES[batch];
      counts.push(countOf(scenario, batch, messages, await follow(account, { scenario, batch, messages })));
    }
  }
  return counts;
}

export function countOf(scenario: Scenario, batch: number, messages: number, entries: Entries): Count {
  const perMessage = noUsage();
  const byFunction: Record<string, Usage> = {};
  for (const [label, { usage }] of entries) {
    const share = noUsage();
    for (const counter of Object.keys(usage) as Counter[]) share[counter] = usage[counter] / messages;
    byFunction[label] = share;
    addTo(perMessage, share);
  }
  return { scenario, batch, messages, perMessage, byFunction, entries };
}

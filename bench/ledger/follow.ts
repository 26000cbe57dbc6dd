import type { Account } from './account.ts';
import type { Entries } from './ledger.ts';
import { bodyFor, prospectOf, type Scenario } from './scenarios.ts';

export interface Way {
  readonly scenario: Scenario;
  /** Records that a queue hands over at once. */
  readonly batch: number;
  readonly messages: number;
  /** Whom all of them are for; without it, each is for somebody new. */
  readonly person?: number;
}

let people = 0;

/**
 * Follows messages from the client's request to the last look at them, and counts. Full batches gather all messages
 * before each step; batches of one take each message to its end before the next. What became of all of them is counted
 * at the end, as it is of messages of the same minutes.
 * The people are known: whoever is written to for the first time costs a write more for each of their addresses.
 * @throws Error when a message does not arrive.
 */
export async function follow(account: Account, { scenario, batch, messages, person }: Way): Promise<Entries> {
  const ids = Array.from({ length: person === undefined ? messages : 0 }, () => (people += 1));
  await account.introduce(person === undefined ? ids.map(prospectOf) : [prospectOf(person)]);
  account.ledger.take();
  const before = account.delivered;
  for (let number = 1; number <= messages; number += 1) {
    if (scenario === 'fallback') account.refuseSms(1);
    await account.post(bodyFor(scenario, person ?? ids[number - 1] ?? 0));
    if (batch === 1) await account.settle(batch);
  }
  await account.settle(batch);
  await account.endOfWindow();
  const arrived = account.delivered - before;
  if (arrived !== messages)
    throw new Error(`${arrived} of ${messages} arrived: ${JSON.stringify({ scenario, batch })}`);
  return account.ledger.take();
}

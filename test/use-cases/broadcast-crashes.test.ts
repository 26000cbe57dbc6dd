import { describe, expect, test } from 'vitest';
import type { Recipient } from '../../shared/domain/broadcast.ts';
import { DAY } from '../../shared/domain/instant.ts';
import { peopleCounted } from '../../shared/domain/pack-run.ts';
import { submitBroadcast } from '../../shared/use-cases/submit-broadcast.ts';
import { listBroadcasts } from '../../shared/use-cases/tend-broadcast.ts';
import { recipient } from '../support/broadcast.ts';
import { submission } from '../support/broadcasting.ts';
import { Crash, type CrashPlan } from '../support/crashes.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { TUESDAY_NIGHT } from '../support/routing-request.ts';

/** By e-mail at once, by SMS in the morning, and not at all. */
function audience(): Recipient[] {
  const { email: _none, ...bySms } = recipient(3).prospect;
  return [recipient(1), recipient(2), { prospect: bySms }, { prospect: { id: 'nowhere' } }];
}

/** A client asks until it is answered; then two days pass, of which the first is a night. */
async function travel(plans: readonly CrashPlan[] = [], duplicates = false) {
  const platform = await Platform.open({}, TUESDAY_NIGHT);
  platform.duplicates = duplicates;
  platform.crashAt(...plans);
  const { calls } = platform.life;
  await submitUntilAnswered(platform);
  await platform.run(2 * DAY);
  return { platform, calls };
}

async function submitUntilAnswered(platform: Platform): Promise<void> {
  const asked = submission(audience(), { idempotency: { key: 'once', bodyHash: 'body' } });
  for (;;) {
    try {
      await submitBroadcast(platform.ports(), asked);
      return;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      platform.revive();
    }
  }
}

/** What did not end as it should have. */
async function faultsOf(platform: Platform): Promise<string[]> {
  const faults: string[] = [];
  const demand = (isRight: boolean, fault: string) => isRight || faults.push(fault);
  platform.revive();
  const { items } = await listBroadcasts(platform.ports(), TENANT, 10, undefined);
  const [shown, ...others] = items;
  const reached = platform.taken().map(({ to }) => to);
  const expected = audience().flatMap(({ prospect: { email, phone } }) => email ?? phone ?? []);
  demand(others.length === 0 && shown !== undefined, `${items.length} broadcasts came to be`);
  demand(reached.toSorted().join() === expected.toSorted().join(), `reached ${reached.join()}`);
  demand(shown?.status === 'finished', `it is ${shown?.status ?? 'nowhere'}`);
  demand(shown !== undefined && peopleCounted(shown.packs) === 3, `counted ${JSON.stringify(shown?.packs)}`);
  demand(shown?.planned.leftOut['no-address'] === 1, `left out ${JSON.stringify(shown?.planned.leftOut)}`);
  const delivered = Object.values(shown?.tally ?? {}).reduce((sum, counters) => sum + counters.delivered, 0);
  demand(delivered === 3, `${delivered} delivered`);
  demand(platform.dead.length === 0, 'records were given up');
  return faults;
}

describe('A broadcast', () => {
  test('goes its way', async () => {
    const { platform } = await travel();
    expect(await faultsOf(platform)).toEqual([]);
  });

  test('goes the same way when every record of every queue comes twice', async () => {
    const { platform } = await travel([], true);
    expect(await faultsOf(platform)).toEqual([]);
  });

  test.each(['before', 'after'] as const)('survives a crash %s any of its effects', async (moment) => {
    const { calls } = await travel();
    expect(calls.length).toBeGreaterThan(50);
    for (const [index, name] of calls.entries()) {
      const { platform } = await travel([{ call: index + 1, moment }]);
      expect({ call: index + 1, name, faults: await faultsOf(platform) }).toEqual({
        call: index + 1,
        name,
        faults: [],
      });
    }
  });
});

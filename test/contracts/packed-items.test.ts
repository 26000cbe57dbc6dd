import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import { parseAttemptProgress } from '../../shared/contracts/queue-messages.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import { projectStatistics } from '../../shared/use-cases/project-statistics.ts';
import { broadcast, packCommand } from '../support/broadcast.ts';
import { type OpenTable, openTable } from '../support/dynamodb.ts';
import { plan, statuses } from '../support/pack-world.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { type CountedWrite, countWrites } from '../support/write-units.ts';

let table: OpenTable;
let writes: CountedWrite[];
let platform: Platform;

beforeAll(async () => {
  table = await openTable();
  writes = countWrites(table.client);
});
afterAll(() => table.close());

beforeEach(async () => {
  platform = await Platform.open();
  platform.stores = dynamoScopes(new Table(table.client, table.name), 30);
  platform.ids = randomIds;
});

const unitsOf = (counted: readonly CountedWrite[]): number =>
  counted.reduce((sum, { units }) => sum + units, 0);

describe('A recipient of a broadcast', () => {
  test.each(['email', 'sms'] as const)(
    'by %s costs at most 2.1 write units, from the claim to the receipt and what is counted of it',
    async (channel) => {
      let count = 0;
      const digits = () => (count += 1).toString(16).padStart(32, '0');
      platform.twilio.nextId = () => `SM${digits()}`;
      platform.resend.nextId = () => digits().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      const of = broadcast({ id: `bc_${channel}` });
      const command = packCommand(100, { channel }, of);
      const { prospects } = platform.stores(TENANT);
      for (const { prospect } of command.recipients) await prospects.put(prospect);
      const people = command.recipients.map((one) => ({
        ...one,
        data: { firstName: 'Marie-Françoise' },
        isKnown: true as const,
      }));
      await plan(platform, 100, { of, channel, recipients: people });
      writes.length = 0;
      await platform.run(MINUTE);
      expect(await statuses(platform, command)).toEqual({ delivered: 100 });
      // What happens within minutes is counted together.
      const told = platform.counting.sent.flatMap((body) => parseAttemptProgress(JSON.parse(body)));
      await projectStatistics(platform.ports(), TENANT, told);
      const { statistics } = platform.stores(TENANT);
      expect((await statistics.ofBroadcast(of.id))[channel]).toMatchObject({ sent: 100, delivered: 100 });
      expect(unitsOf(writes) / 100).toBeLessThanOrEqual(2.1);
      const slots = writes.filter(({ sortKey }) => sortKey.startsWith('M#'));
      expect(Math.max(...slots.map(({ size }) => size))).toBeLessThanOrEqual(1_024);
    },
  );
});

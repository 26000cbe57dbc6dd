import { expect, test } from 'vitest';
import { DynamoChannelHealth } from '../../shared/adapters/dynamodb/channel-health.ts';
import type { Table } from '../../shared/adapters/dynamodb/table.ts';
import { SECOND } from '../../shared/domain/instant.ts';
import { TUESDAY } from '../support/routing-request.ts';

test.each([true, false])(
  'a circuit that opens is told, by its channel and once each time, whether storage answers or not: %s',
  async (answers) => {
    const opened: string[] = [];
    const put = async () => {
      if (!answers) throw new Error('Storage is silent');
      return true;
    };
    const table = { put } as unknown as Table;
    const health = new DynamoChannelHealth(table, 'tenant_a', (channel) => opened.push(channel));
    for (let turn = 0; turn < 4; turn += 1) await health.report('sms', false, TUESDAY + turn * SECOND);
    await health.report('email', false, TUESDAY);
    expect(opened).toEqual([]);
    await health.report('sms', false, TUESDAY + 5 * SECOND);
    expect(opened).toEqual(['sms']);
  },
);

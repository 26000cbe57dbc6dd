import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/statistics-api/handler.ts';
import { statisticsResponse } from '../../shared/contracts/http/statistics-view.ts';
import { DAY, HOUR, SECOND } from '../../shared/domain/instant.ts';
import { projectStatistics } from '../../shared/use-cases/project-statistics.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { progress } from '../support/progress.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { apiOptions, call, KEYS, openPlatform } from './http.ts';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;

beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), apiOptions(platform));
});

const ask = (rawQuery = '', key: string = KEYS.all) =>
  call(handler, 'GET', '/v1/stats', { query: rawQuery, key });

/** Three e-mails that left, of which two arrived and one was opened, a refused one, and an SMS of the next day. */
async function count(): Promise<void> {
  const email = { channel: 'email', cost: 600 } as const;
  const arrived = { sent: TUESDAY, delivered: TUESDAY + 4 * SECOND, receipt: TUESDAY + 4 * SECOND };
  const night = TUESDAY + 10 * HOUR;
  await projectStatistics(platform.ports(), TENANT, [
    progress(1, { sent: TUESDAY }, email),
    progress(2, arrived, email),
    progress(3, { ...arrived, opened: TUESDAY + HOUR, receipt: TUESDAY + 7 * SECOND }, email),
    progress(4, { refused: TUESDAY }, email),
    progress(5, { sent: night }, { attemptedAt: night }),
  ]);
}

const NOTHING = {
  sent: 0,
  delivered: 0,
  failed: 0,
  openRate: null,
  clickRate: null,
  readRate: null,
  avgCost: null,
  avgDeliveryTime: null,
  cost: { micros: 0, currency: 'EUR' },
};

describe('GET /v1/stats', () => {
  test('tells of each channel what became of its messages, at which price, and what was saved beside SMS', async () => {
    await count();
    const { status, body } = await ask('from=2026-11-24&to=2026-11-25');
    expect(status).toBe(200);
    statisticsResponse.parse(body);
    expect(body).toEqual({
      from: '2026-11-24',
      to: '2026-11-25',
      channels: {
        sms: { ...NOTHING, sent: 1, avgCost: euros(50_000), cost: euros(50_000) },
        whatsapp: NOTHING,
        email: {
          sent: 3,
          delivered: 2,
          failed: 1,
          openRate: 0.5,
          clickRate: 0,
          readRate: 0,
          avgCost: euros(600),
          avgDeliveryTime: 5.5,
          cost: euros(1_800),
        },
      },
      total: { cost: euros(51_800), smsOnlyCost: euros(250_000), saving: euros(198_200) },
    });
  });

  test('tells of every day, of those without messages too; a day is the agency’s own', async () => {
    await count();
    const { body } = await ask('from=2026-11-23&to=2026-11-25&by=day');
    const sent = body.days.map(
      ({ date, channels }: { date: string; channels: Record<string, { sent: number }> }) => [
        date,
        channels['email']?.sent,
        channels['sms']?.sent,
      ],
    );
    expect(sent).toEqual([
      ['2026-11-23', 0, 0],
      ['2026-11-24', 3, 0],
      // Just after midnight in Paris.
      ['2026-11-25', 0, 1],
    ]);
    expect(body.days[0].channels.email).toEqual(NOTHING);
    statisticsResponse.parse(body);
  });

  test('takes instants for the days on which they fall, and the last thirty days unless told', async () => {
    await count();
    const night = encodeURIComponent('2026-11-24T23:30:00Z');
    expect((await ask(`from=${night}&to=${night}`)).body).toMatchObject({
      from: '2026-11-25',
      to: '2026-11-25',
      channels: { sms: { sent: 1 }, email: { sent: 0 } },
    });
    expect((await ask()).body).toMatchObject({ from: '2026-10-26', to: '2026-11-24' });
    expect((await ask('to=2026-12-31')).body).toMatchObject({
      from: '2026-12-02',
      channels: { sms: NOTHING },
    });
  });

  test.each([
    ['from=2026-11-25&to=2026-11-24', 'from'],
    ['from=2025-11-23&to=2026-11-24', 'to'],
    ['from=0001-01-01&to=9999-12-31', 'to'],
    ['from=yesterday', 'from'],
    ['from=2026-02-30', 'from'],
    ['by=week', 'by'],
    ['since=2026-11-24', 'since'],
  ])('refuses %s', async (query, path) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path }]);
  });

  test('gives 366 days, and needs the scope', async () => {
    expect((await ask('from=2025-11-24&to=2026-11-24&by=day')).body.days).toHaveLength(366);
    expect((await ask('', KEYS.reader)).status).toBe(403);
    platform.clock.moveTo(TUESDAY + 400 * DAY);
    expect((await ask()).body.channels.sms).toEqual(NOTHING);
  });
});

function euros(micros: number) {
  return { micros, currency: 'EUR' };
}

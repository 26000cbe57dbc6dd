import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/journeys-api/handler.ts';
import { intakeResponse, intakesResponse } from '../../shared/contracts/http/intake-body.ts';
import { leftOutResponse } from '../../shared/contracts/http/broadcast-response.ts';
import type { Platform } from '../support/platform.ts';
import { apiOptions, call, type Call, KEYS, openPlatform, type Reply } from './http.ts';

const FOLDER = '/v1/journeys/estimate-drip/audiences';

let platform: Platform;
beforeEach(async () => {
  platform = await openPlatform();
});

function send(method: string, path: string, options: Call = {}): Promise<Reply> {
  const [, , , journeyId = '', , audienceId = ''] = path.split('/');
  const handler = createHandler(platform.ports(), apiOptions(platform));
  return call(handler, method, path, { ...options, pathParameters: { journeyId, audienceId } });
}

const person = (number: number) => ({
  id: `prospect_${number}`,
  name: 'Marie Dupont',
  phone: `+3361234567${number}`,
});
const data = {
  propertyAddress: '12 rue de la Paix, Lyon',
  estimateLow: 240_000,
  estimateHigh: 260_000,
  scheduleVisitLink: 'https://agence.example/rdv',
};
const asked = { audience: { prospects: [person(1), person(2), person(2)] }, data };
const post = (body: object = asked, options: Call = {}) => send('POST', FOLDER, { body, ...options });

describe('An audience that enters a journey', () => {
  test('is accepted, and tells how far it has come and who stays out', async () => {
    const accepted = await post({
      ...asked,
      audience: { prospects: [...asked.audience.prospects, { id: 'x' }] },
    });
    expect([accepted.status, accepted.headers['location']]).toEqual([202, `${FOLDER}/${accepted.body.id}`]);
    const path = `${FOLDER}/${accepted.body.id}`;
    expect((await send('GET', path)).body).toMatchObject({ status: 'reading', entered: 0 });
    await platform.run();
    const { body } = await send('GET', path);
    expect(intakeResponse.parse(body)).toMatchObject({
      journeyId: 'estimate-drip',
      version: 1,
      status: 'entered',
      people: 3,
      duplicates: 1,
      entered: 2,
      leftOut: { total: 1, reasons: [{ reason: 'unknown', people: 1 }] },
    });
    const stayed = await send('GET', `${path}/left-out`);
    expect(leftOutResponse.parse(stayed.body)).toEqual({ items: [{ prospectId: 'x', rule: 'unknown' }] });
    expect((await send('GET', `${path}/left-out`, { query: 'cursor=abc' })).status).toBe(400);
    const { body: entered } = await send('GET', '/v1/journeys/estimate-drip/enrolments');
    expect(entered.items.map(({ prospectId }: { prospectId: string }) => prospectId).toSorted()).toEqual([
      'prospect_1',
      'prospect_2',
    ]);
  });

  test('is called off, and nobody of it goes on', async () => {
    const { body } = await post();
    await platform.run();
    const cancelled = await send('POST', `${FOLDER}/${body.id}/cancel`);
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
    await platform.run();
    const { body: left } = await send('GET', '/v1/journeys/estimate-drip/enrolments');
    expect(left.items.map(({ state }: { state: string }) => state)).toEqual(['left', 'left']);
  });

  test('under an idempotency key is one, and another body is refused', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await post(asked, { headers });
    const again = await post(asked, { headers });
    expect([again.body.id, again.headers['idempotent-replayed']]).toEqual([first.body.id, 'true']);
    const other = await post({ ...asked, audience: { prospects: [person(5)] } }, { headers });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  test('is listed in its journey, the newest first, page by page', async () => {
    const ids: string[] = [];
    for (const number of [1, 2, 3]) {
      platform.clock.moveTo(platform.clock.now() + 1_000);
      ids.push((await post({ ...asked, audience: { prospects: [person(number)] } })).body.id);
    }
    const first = intakesResponse.parse((await send('GET', FOLDER, { query: 'limit=2' })).body);
    expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const { body } = await send('GET', FOLDER, { query: `limit=2&cursor=${first.nextCursor}` });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
    expect((await send('GET', '/v1/journeys/contract/audiences')).body).toEqual({ items: [] });
  });

  test('is nobody else’s', async () => {
    const { body } = await post();
    for (const [method, path] of [
      ['GET', `${FOLDER}/${body.id}`],
      ['GET', `${FOLDER}/${body.id}/left-out`],
      ['POST', `${FOLDER}/${body.id}/cancel`],
    ] as const)
      expect((await send(method, path, { key: KEYS.other })).status).toBe(404);
  });
});

test.each([
  ['nobody', { audience: { prospects: [] } }, 'audience.prospects', 'has nobody in it'],
  ['two audiences at once', { audience: { segment: 'a', upload: 'b' } }, 'audience', 'needs exactly one of'],
  [
    'a segment that there is not',
    { audience: { segment: 'a' }, data },
    'audience.segment',
    'is not a segment',
  ],
  ['a variable that is missing', { audience: asked.audience }, 'data.propertyAddress', 'is needed'],
  [
    'a variable that there is not',
    { ...asked, data: { ...data, adress: 'x' } },
    'data.adress',
    'is not a variable',
  ],
  ['a field that there is not', { ...asked, journey: 'x' }, 'journey', 'is not a known field'],
])(
  'An audience with %s is refused with the place of the fault, and nothing is kept',
  async (_, body, path, words) => {
    const { status, body: problem } = await post(body);
    expect(status).toBe(400);
    const [first] = problem.errors;
    expect(first.path).toBe(path);
    expect(first.message).toContain(words);
    expect(platform.intakes.sent).toEqual([]);
    expect((await send('GET', FOLDER)).body.items).toEqual([]);
  },
);

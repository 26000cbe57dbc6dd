import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/journeys-api/handler.ts';
import { DAY, toIso } from '../../shared/domain/instant.ts';
import type { Platform } from '../support/platform.ts';
import { TENANT } from '../support/platform.ts';
import { exampleAppointment, exampleEnrolment, exampleJourney } from '../support/example-bodies.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { apiOptions, call, type Call, KEYS, openPlatform, type Reply } from './http.ts';

let platform: Platform;
beforeEach(async () => {
  platform = await openPlatform();
});

function send(method: string, path: string, options: Call = {}): Promise<Reply> {
  const handler = createHandler(platform.ports(), apiOptions(platform));
  return call(handler, method, path, { ...options, pathParameters: paramsOf(path) });
}

/** As API Gateway finds them. */
function paramsOf(path: string): Record<string, string> {
  const [, , resource, first = '', folder = '', third = ''] = path.split('/');
  if (resource === 'appointments') return { appointmentId: first };
  return { journeyId: first, [folder === 'audiences' ? 'audienceId' : 'enrolmentId']: third };
}

const KEY = { 'idempotency-key': 'once' };

describe('Journeys', () => {
  test('are those of the product until an agency declares its own', async () => {
    const { body } = await send('GET', '/v1/journeys');
    expect(
      body.items.map(({ id, version, builtIn }: Record<string, unknown>) => [id, version, builtIn]),
    ).toEqual([
      ['appointment', 1, true],
      ['contract', 1, true],
      ['estimate-drip', 1, true],
      ['new-property', 1, true],
    ]);
    const own = await send('PUT', '/v1/journeys/contract', { body: exampleJourney });
    expect([own.status, own.body.version, own.body.builtIn]).toEqual([200, 1, false]);
    const listed = await send('GET', '/v1/journeys');
    expect(listed.body.items[1]).toEqual({
      id: 'contract',
      name: exampleJourney.name,
      version: 1,
      builtIn: false,
    });
    const theirs = await send('GET', '/v1/journeys/contract', { key: KEYS.other });
    expect(theirs.body.builtIn).toBe(true);
  });

  test('read as they were written, version by version', async () => {
    await send('PUT', '/v1/journeys/relance', { body: exampleJourney });
    const again = await send('PUT', '/v1/journeys/relance', { body: exampleJourney });
    expect(again.body.version).toBe(1);
    const second = await send('PUT', '/v1/journeys/relance', { body: { ...exampleJourney, name: 'Autre' } });
    expect(second.body).toEqual({
      id: 'relance',
      version: 2,
      builtIn: false,
      ...exampleJourney,
      name: 'Autre',
    });
    const first = await send('GET', '/v1/journeys/relance', { query: 'version=1' });
    expect(first.body).toEqual({ id: 'relance', version: 1, builtIn: false, ...exampleJourney });
    expect((await send('GET', '/v1/journeys/relance', { query: 'version=3' })).status).toBe(404);
    expect((await send('GET', '/v1/journeys/nothing')).status).toBe(404);
  });

  test('that make no sense are refused, with the place of everything that is wrong', async () => {
    const [document, ...rest] = exampleJourney.steps;
    const steps = [{ ...document, template: 'HELLO', next: 'nowhere' }, ...rest];
    const { status, body } = await send('PUT', '/v1/journeys/relance', {
      body: { ...exampleJourney, steps },
    });
    expect([status, body.errors]).toEqual([
      400,
      [
        { path: 'steps.0.next', message: 'is not the name of a step' },
        { path: 'steps.0.template', message: 'is not a template of the catalogue' },
      ],
    ]);
    const timing = { for: 'PT1H', until: 'PT1H' };
    const unclear = { ...exampleJourney, steps: [{ id: 'w', kind: 'wait', timing }] };
    const refused = await send('PUT', '/v1/journeys/relance', { body: unclear });
    expect(refused.body.errors).toEqual([{ path: 'steps.0.timing', message: 'needs either for or until' }]);
    expect((await send('PUT', '/v1/journeys/Relance!', { body: exampleJourney })).status).toBe(400);
    const large = { ...exampleJourney, name: 'x'.repeat(70_000) };
    expect((await send('PUT', '/v1/journeys/relance', { body: large })).status).toBe(413);
  });
});

test('What the README declares and enters is accepted', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const [journey, entry] = Array.from(
    readme.matchAll(/curl -X (?:PUT|POST) "\$URL\/v1\/journeys[^{]+('|-d ')(\{[^']+\})'/g),
    ([, , json = '']) => JSON.parse(json) as object,
  );
  const declared = await send('PUT', '/v1/journeys/after-visit', { body: journey });
  expect([declared.status, declared.body.errors]).toEqual([200, undefined]);
  const entered = await send('POST', '/v1/journeys/after-visit/enrolments', { body: entry });
  expect([entered.status, entered.body.waitsAt?.step]).toEqual([201, 'answer']);
});

describe('Enrolments', () => {
  const FOLDER = '/v1/journeys/contract/enrolments';
  const enrol = (options: Call = {}) => send('POST', FOLDER, { body: exampleEnrolment, ...options });

  test('are answered whole, and seen step by step', async () => {
    const { status, headers, body } = await enrol();
    expect([status, headers['location']]).toEqual([201, `${FOLDER}/${body.id}`]);
    expect(body).toMatchObject({
      journeyId: 'contract',
      version: 1,
      prospectId: 'prospect_456',
      state: 'active',
    });
    expect(body.waitsAt.step).toBe('opened');
    const read = await send('GET', `${FOLDER}/${body.id}`);
    expect(read.body).toEqual(body);
    expect(read.body.log.map(({ what, step }: Record<string, unknown>) => [what, step])).toEqual([
      ['entered', undefined],
      ['sent', 'document'],
      ['waits', 'opened'],
    ]);
    expect((await send('GET', `/v1/journeys/appointment/enrolments/${body.id}`)).status).toBe(404);
    expect((await send('GET', `${FOLDER}/${body.id}`, { key: KEYS.other })).status).toBe(404);
  });

  test('under an idempotency key are one, and another body is refused', async () => {
    const first = await enrol({ headers: KEY });
    const again = await enrol({ headers: KEY });
    expect([again.body.id, again.headers['idempotent-replayed']]).toEqual([first.body.id, 'true']);
    const other = await enrol({
      headers: KEY,
      body: { ...exampleEnrolment, subject: { at: '2026-12-09T18:00:00Z' } },
    });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  test('are listed, the newest first, page by page, where they stand', async () => {
    const ids: string[] = [];
    for (const id of ['a', 'b', 'c']) {
      platform.clock.moveTo(platform.clock.now() + 1_000);
      ids.push(
        (await enrol({ body: { ...exampleEnrolment, prospect: { id, email: `${id}@example.com` } } })).body
          .id,
      );
    }
    const first = await send('GET', FOLDER, { query: 'limit=2' });
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]]);
    const second = await send('GET', FOLDER, { query: `limit=2&cursor=${first.body.nextCursor}` });
    expect(second.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
    expect(second.body.nextCursor).toBeUndefined();
    expect((await send('GET', FOLDER, { query: 'cursor=abc' })).status).toBe(400);
  });

  test('that lack something are refused before anything is sent', async () => {
    const { firstName: _name, ...data } = exampleEnrolment.data;
    const { subject: _subject, ...undated } = exampleEnrolment;
    const nameless = { id: 'prospect_456', phone: '+33612345678' };
    const { status, body } = await enrol({
      body: { ...undated, prospect: nameless, data: { ...data, agentPhon: '1' } },
    });
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'data.agentPhon',
      ...Array<string>(5).fill('data.firstName'),
      'subject',
    ]);
    const stranger = await enrol({ body: { ...exampleEnrolment, prospect: { id: 'nobody' } } });
    expect(stranger.body.errors[0].path).toBe('prospect');
    const inline = [{ filename: 'a.pdf', content: 'QUJD' }];
    const filed = await enrol({ body: { ...exampleEnrolment, attachments: inline } });
    expect(filed.body.errors).toEqual([{ path: 'attachments', message: 'are given by url here' }]);
    expect(platform.journeys.sent).toEqual([]);
  });

  test('take the first name from the person’s own, unless they were given one', async () => {
    const { firstName: _name, ...data } = exampleEnrolment.data;
    expect((await enrol({ body: { ...exampleEnrolment, data } })).body.data.firstName).toBe('Marie');
    const greeted = await enrol({ body: { ...exampleEnrolment, data: { ...data, firstName: 'Mimi' } } });
    expect(greeted.body.data.firstName).toBe('Mimi');
  });

  test('about a property take from it what is said of it, and are refused once it is sold', async () => {
    const { properties } = platform.scopes(TENANT);
    const said = { propertyAddress: '12 rue de la Paix', propertyPrice: 285_000 };
    await properties.put('flat-1', { status: 'for-sale', data: said }, 0);
    const path = '/v1/journeys/new-property/enrolments';
    const body = { prospect: exampleEnrolment.prospect, property: 'flat-1' };
    const entered = await send('POST', path, { body });
    expect([entered.status, entered.body.property]).toEqual([201, 'flat-1']);
    await properties.put('flat-1', { status: 'sold', data: said }, 0);
    const late = await send('POST', path, { body });
    expect([late.status, late.body.errors]).toEqual([
      400,
      [{ path: 'property', message: 'is sold, and is offered to nobody' }],
    ]);
  });

  test('are told what the journey waits for, once, and nothing else', async () => {
    const { body } = await enrol();
    await platform.run();
    const path = `${FOLDER}/${body.id}/events`;
    const told = await send('POST', path, { body: { type: 'signed' } });
    expect([told.status, told.body.state, told.body.reason]).toEqual([200, 'finished', 'signed']);
    const again = await send('POST', path, { body: { type: 'signed' } });
    expect(again.body.log).toEqual(told.body.log);
    const unknown = await send('POST', path, { body: { type: 'opened' } });
    expect(unknown.body.errors).toEqual([
      { path: 'type', message: 'must be one of no-smartphone, signed, declined' },
    ]);
  });

  test('are stopped: nothing more leaves, and nothing is planned', async () => {
    const { body } = await enrol();
    await platform.run();
    const stopped = await send('DELETE', `${FOLDER}/${body.id}`);
    expect([stopped.status, stopped.body.state, stopped.body.reason]).toEqual([200, 'left', 'stopped']);
    await platform.run(10 * DAY);
    expect(platform.timers.all()).toEqual([]);
    expect(platform.taken()).toHaveLength(1);
  });

  test('finish on the version that they entered', async () => {
    const { body } = await enrol();
    await send('PUT', '/v1/journeys/contract', { body: exampleJourney });
    await platform.run(2 * DAY);
    const later = await send('GET', `${FOLDER}/${body.id}`);
    expect([later.body.version, later.body.waitsAt.step]).toEqual([1, 'last-days']);
    expect((await enrol()).body.version).toBe(2);
  });
});

describe('Appointments', () => {
  const make = (options: Call = {}) =>
    send('POST', '/v1/appointments', { body: exampleAppointment, ...options });

  test('are made, read and found in the agenda', async () => {
    const { status, headers, body } = await make();
    expect([status, headers['location']]).toEqual([201, `/v1/appointments/${body.id}`]);
    const { prospect: _prospect, data: _data, ...said } = exampleAppointment;
    expect(body).toMatchObject({
      ...said,
      at: '2026-12-01T14:00:00.000Z',
      prospectId: 'prospect_456',
      status: 'to-confirm',
    });
    expect((await send('GET', `/v1/appointments/${body.id}`)).body).toEqual(body);
    const day = 'from=2026-12-01T00:00:00%2B01:00&to=2026-12-02T00:00:00%2B01:00';
    expect((await send('GET', '/v1/appointments', { query: day })).body).toEqual({ items: [body] });
    expect((await send('GET', '/v1/appointments', { query: day, key: KEYS.other })).body).toEqual({
      items: [],
    });
    const years = 'from=2026-12-01T00:00:00Z&to=2028-12-02T00:00:00Z';
    const refused = await send('GET', '/v1/appointments', { query: years });
    expect(refused.body.errors).toEqual([{ path: 'to', message: 'must be after from, by at most 92 days' }]);
  });

  test('under an idempotency key are one', async () => {
    const first = await make({ headers: KEY });
    const again = await make({ headers: KEY });
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    await platform.run();
    expect(platform.scopes(TENANT).enrolments.all()).toHaveLength(1);
  });

  test('of somebody without a name, in the past or at no time are refused', async () => {
    const { name: _name, ...nameless } = exampleAppointment.prospect;
    const refusals = [
      { ...exampleAppointment, prospect: nameless },
      { ...exampleAppointment, at: toIso(TUESDAY - DAY) },
      { ...exampleAppointment, durationMinutes: 0 },
    ];
    const paths = [];
    for (const body of refusals) paths.push((await make({ body })).body.errors[0].path);
    expect(paths).toEqual(['data.firstName', 'at', 'durationMinutes']);
  });

  test('move, end, and do not move any more once they have', async () => {
    const { body } = await make();
    const change = (changed: object) => send('PATCH', `/v1/appointments/${body.id}`, { body: changed });
    const moved = await change({ at: '2026-12-03T15:00:00+01:00' });
    expect(moved.body).toMatchObject({ at: '2026-12-03T14:00:00.000Z', status: 'moved' });
    expect((await change({ durationMinutes: 90 })).body).toMatchObject({
      durationMinutes: 90,
      status: 'moved',
    });
    expect((await change({})).body.errors[0].message).toContain('needs either a new time');
    expect((await change({ at: toIso(TUESDAY - DAY) })).status).toBe(400);
    expect((await change({ status: 'cancelled' })).body.status).toBe('cancelled');
    expect((await change({ status: 'cancelled' })).status).toBe(200);
    const late = await change({ status: 'honoured' });
    expect([late.status, late.body.code]).toEqual([409, 'version-conflict']);
    expect((await change({ at: '2026-12-05T15:00:00+01:00' })).status).toBe(409);
    expect((await send('GET', '/v1/appointments/apt_1')).status).toBe(404);
  });
});

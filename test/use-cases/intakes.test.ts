import { beforeEach, describe, expect, test } from 'vitest';
import type { Recipient } from '../../shared/domain/broadcast.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { type IntakeRequest, submitIntake } from '../../shared/use-cases/submit-intake.ts';
import { cancelIntake, listIntakes, listStayedOut, showIntake } from '../../shared/use-cases/tend-intake.ts';
import { publishJourney } from '../../shared/use-cases/keep-journeys.ts';
import { enrolProspect } from '../../shared/use-cases/enrol-prospect.ts';
import { recipient } from '../support/broadcast.ts';
import { Crash, type CrashPlan } from '../support/crashes.ts';
import { Platform, TENANT } from '../support/platform.ts';

const JOURNEY = 'new-property';
const FLAT = {
  propertyAddress: '12 rue de la Paix, Lyon',
  propertyPrice: 285_000,
  propertyImage: 'https://agence.example/1.jpg',
  propertyUrl: 'https://agence.example/flat-1',
};
const CONSENT = { granted: true, text: 'Oui', source: 'formulaire', at: 0 };

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open({ policy: { softOptIn: true } });
  await platform.scopes(TENANT).properties.put('flat-1', { status: 'for-sale', data: FLAT }, 0);
});

const person = (number: number, about: object = {}): Recipient => ({
  prospect: {
    ...recipient(number).prospect,
    name: 'Marie Dupont',
    consents: { marketing: CONSENT },
    ...about,
  },
});
const people = (count: number): Recipient[] => Array.from({ length: count }, (_, number) => person(number));

const post = async (request: Partial<IntakeRequest> = {}): Promise<string> => {
  const audience = { kind: 'given', people: people(3) } as const;
  const asked = { tenantId: TENANT, journeyId: JOURNEY, audience, data: {}, property: 'flat-1' };
  return (await submitIntake(platform.ports(), { ...asked, ...request })).intakeId;
};
const refOf = (intakeId: string) => ({ tenantId: TENANT, journeyId: JOURNEY, intakeId });
const show = (id: string) => showIntake(platform.ports(), refOf(id));
const enrolments = () => platform.scopes(TENANT).enrolments.all();
const textsTo = () => platform.taken().map(({ messageId }) => messageId);
const sell = () =>
  platform.scopes(TENANT).properties.put('flat-1', { status: 'sold', data: FLAT }, platform.clock.now());

/** A segment of those who look for something, whoever they are. */
async function segmentOf(known: readonly Recipient[]): Promise<IntakeRequest['audience']> {
  const { segments, prospects, people: roll } = platform.scopes(TENANT);
  await segments.put({ id: 'buyers', name: 'Acheteurs', criteria: { tags: { anyOf: ['acheteur'] } } });
  for (const { prospect } of known) {
    await prospects.put({ ...prospect, tags: ['acheteur'] });
    await roll.enrol(prospect.id);
  }
  return { kind: 'segment', segmentId: 'buyers' };
}

describe('An audience that enters a journey', () => {
  test('is told of the property, each by name, and once more after 48 hours where nothing was opened', async () => {
    const id = await post({ audience: await segmentOf(people(3)) });
    await platform.run(MINUTE);
    expect(await show(id)).toMatchObject({ status: 'entered', entered: 3, leftOut: {} });
    expect(textsTo()).toHaveLength(3);
    const { message } = await platform.record(textsTo()[0] ?? '');
    expect(message.content).toMatchObject({
      templateId: 'NEW_PROPERTY_ALERT',
      property: 'flat-1',
      data: { firstName: 'Marie', propertyPrice: 285_000 },
    });
    const [opened] = platform.taken();
    await platform.report(opened!, { status: 'opened' }, { confidence: 'person' });
    await platform.run(49 * HOUR);
    expect(textsTo()).toHaveLength(5);
    expect(enrolments().map(({ sent }) => sent.length)).toEqual(expect.arrayContaining([1, 2, 2]));
  });

  test('shares its timers: whoever of a part waits for about the same time is one schedule', async () => {
    const id = await post({ audience: { kind: 'given', people: people(120) } });
    await platform.run(5 * MINUTE);
    expect(await show(id)).toMatchObject({ status: 'entered', entered: 120 });
    const timers = platform.timers.all();
    expect(timers.map(({ name }) => name)).toEqual([expect.stringMatching(`^${id}-0-`)]);
    const until = Math.max(...enrolments().map(({ standing }) => standing?.until ?? 0));
    expect(timers[0]?.at).toBeGreaterThanOrEqual(until);
    expect(timers[0]?.at).toBeLessThan(until + 5 * MINUTE);
    await platform.run(5 * DAY);
    expect(enrolments().every(({ state, sent }) => state === 'finished' && sent.length === 2)).toBe(true);
    expect(platform.timers.all()).toEqual([]);
  });

  test('one alone enters of those who live together', async () => {
    const home = { household: 'les Dupont' };
    const id = await post({ audience: await segmentOf([person(1, home), person(2, home), person(3)]) });
    await platform.run(MINUTE);
    expect(await show(id)).toMatchObject({ entered: 2, progress: { people: 2, duplicates: 1 } });
    expect(textsTo()).toHaveLength(2);
  });

  test('whoever is under way already, is unknown or lacks data stays out, and is listed with the reason', async () => {
    const journeyId = 'sold';
    await publishJourney(
      platform.scopes(TENANT).journeys,
      journeyId,
      {
        name: 'Vendu',
        steps: [
          { id: 'tell', kind: 'send', template: 'PROPERTY_SOLD' },
          { id: 'rest', kind: 'wait', timing: { kind: 'lasting', ms: DAY } },
        ],
      },
      platform.clock.now(),
    );
    const known = person(1);
    await enrolProspect(platform.ports(), {
      tenantId: TENANT,
      journeyId,
      prospect: known.prospect,
      data: {},
      property: 'flat-1',
    });
    const ref = (intakeId: string) => ({ tenantId: TENANT, journeyId, intakeId });
    const { name: _none, ...nameless } = person(2).prospect;
    const audience = {
      kind: 'given',
      people: [known, { prospect: nameless }, { prospect: { id: 'nobody' } }, person(3)],
    } as const;
    const id = await post({ journeyId, audience });
    await platform.run(MINUTE);
    expect(await showIntake(platform.ports(), ref(id))).toMatchObject({
      entered: 1,
      leftOut: { 'already-in': 1, incomplete: 1, unknown: 1 },
    });
    expect((await listStayedOut(platform.ports(), ref(id), undefined)).items).toEqual([
      { prospectId: known.prospect.id, rule: 'already-in' },
      { prospectId: nameless.id, rule: 'incomplete' },
      { prospectId: 'nobody', rule: 'unknown' },
    ]);
    expect(textsTo()).toHaveLength(2);
  });

  test('is one of a list, the newest first, and is another audience in another journey', async () => {
    const first = await post();
    await platform.run(MINUTE);
    const second = await post({ audience: { kind: 'given', people: [person(9)] } });
    const scope = platform.scopes(TENANT);
    const page = await listIntakes(scope, JOURNEY, 1);
    expect(page.items.map(({ intake }) => intake.id)).toEqual([second]);
    const { items } = await listIntakes(scope, JOURNEY, 1, page.next);
    expect(items.map(({ intake }) => intake.id)).toEqual([first]);
    await expect(
      showIntake(platform.ports(), { ...refOf(first), journeyId: 'contract' }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('A property that is sold', () => {
  test('is told of to nobody any more: those who wait leave the journey, whoever has not entered does not', async () => {
    await post();
    await platform.run(MINUTE);
    expect(textsTo()).toHaveLength(3);
    await sell();
    await platform.run(49 * HOUR);
    expect(textsTo()).toHaveLength(3);
    expect(enrolments().map(({ state, reason }) => [state, reason])).toEqual(
      Array.from({ length: 3 }, () => ['left', 'off-market']),
    );
  });

  test('between the request and its turn, nobody enters', async () => {
    const id = await post();
    await sell();
    await platform.run(MINUTE);
    expect(await show(id)).toMatchObject({ entered: 0, leftOut: { 'off-market': 3 } });
    expect(textsTo()).toEqual([]);
  });

  test('repriced, it says the new price to those who are told again', async () => {
    await post();
    await platform.run(MINUTE);
    const { properties } = platform.scopes(TENANT);
    const cheaper = { status: 'for-sale', data: { ...FLAT, propertyPrice: 270_000 } } as const;
    await properties.put('flat-1', cheaper, platform.clock.now());
    await platform.run(49 * HOUR);
    expect(textsTo()).toHaveLength(6);
    const { message, slots } = await platform.record(textsTo().at(-1) ?? '');
    expect(message.content.data).toMatchObject({ propertyPrice: 270_000 });
    expect(slots[0]).toMatchObject({ propertyVersion: 2 });
  });
});

describe('An audience that is called off', () => {
  test('gets nothing more: who waits leaves, who has not entered does not', async () => {
    const id = await post({ audience: { kind: 'given', people: people(3) } });
    await platform.run(MINUTE);
    expect(await cancelIntake(platform.ports(), refOf(id))).toMatchObject({ status: 'cancelled' });
    await platform.run(49 * HOUR);
    expect(textsTo()).toHaveLength(3);
    expect(enrolments().every(({ state, reason }) => state === 'left' && reason === 'stopped')).toBe(true);
    const early = await post({ audience: { kind: 'given', people: [person(7)] } });
    await cancelIntake(platform.ports(), refOf(early));
    await platform.run(HOUR);
    expect(enrolments()).toHaveLength(3);
    expect(await show(early)).toMatchObject({ status: 'cancelled', entered: 0 });
  });

  test('while its people are on the way into the journey, they do not enter', async () => {
    const id = await post();
    // The audience is read and its chunk is in the queue of journeys, which nobody has looked at yet.
    for (let record = platform.intakes.receive(); record !== undefined; record = platform.intakes.receive()) {
      await platform.handle(platform.intakes, record);
      platform.intakes.delete(record.id);
    }
    expect(platform.journeys).toHaveLength(3);
    await cancelIntake(platform.ports(), refOf(id));
    await platform.run(HOUR);
    expect(enrolments()).toEqual([]);
    expect(textsTo()).toEqual([]);
  });

  test('while nobody could write down how many they are, none of them is left behind in the journey', async () => {
    const id = await post();
    platform.outages.add('scopes.intakes.note');
    await platform.run(2 * MINUTE);
    platform.outages.clear();
    await cancelIntake(platform.ports(), refOf(id));
    await platform.run(3 * DAY);
    expect(enrolments().filter(({ reason }) => reason !== 'stopped')).toEqual([]);
    expect(textsTo()).toEqual([]);
  });
});

describe('What cannot enter is refused, and nothing is kept', () => {
  const refusal = async (request: Partial<IntakeRequest>): Promise<unknown> => {
    const error: unknown = await post(request).catch((fault: unknown) => fault);
    expect(platform.intakes.sent).toEqual([]);
    return error;
  };

  test.each([
    ['a journey that there is not', { journeyId: 'unknown' }, { code: 'not-found' }],
    [
      'a segment that there is not',
      { audience: { kind: 'segment', segmentId: 'unknown' } },
      { errors: [{ path: 'audience.segment', message: 'is not a segment of yours' }] },
    ],
    [
      'a property that nobody said anything of',
      { property: 'castle' },
      { errors: [{ path: 'property', message: 'is not a property of yours: PUT it first' }] },
    ],
    [
      'data that the templates lack',
      { property: undefined },
      { errors: expect.arrayContaining([expect.objectContaining({ path: 'data.propertyPrice' })]) },
    ],
    [
      'data of one person that no template takes',
      { audience: { kind: 'given', people: [person(1), { ...person(2), data: { surveyLnk: 'x' } }] } },
      { errors: [expect.objectContaining({ path: 'audience.prospects.1.data.surveyLnk' })] },
    ],
    [
      'a segment with nobody in it',
      { audience: { kind: 'segment', segmentId: 'nobody' } },
      { errors: [{ path: 'audience.segment', message: 'has nobody in it' }] },
    ],
  ] as const)('%s', async (_, request, expected) => {
    await platform
      .scopes(TENANT)
      .segments.put({ id: 'nobody', name: 'Personne', criteria: { customer: true } });
    expect(await refusal(request as Partial<IntakeRequest>)).toMatchObject(expected);
  });

  test('a property that is sold already', async () => {
    await sell();
    expect(await refusal({})).toMatchObject({
      errors: [{ path: 'property', message: 'is sold, and is offered to nobody' }],
    });
  });
});

describe('Under an Idempotency-Key', () => {
  const idempotency = { key: 'once', bodyHash: 'body' };

  test('the same request again is the same audience, and nobody enters twice', async () => {
    const first = await post({ idempotency });
    await platform.run(MINUTE);
    expect(await post({ idempotency })).toBe(first);
    await platform.run(MINUTE);
    expect(enrolments()).toHaveLength(3);
    expect(textsTo()).toHaveLength(3);
  });

  /** Two people on their way; the client and the queues do it again when a run dies. */
  async function travel(plans: readonly CrashPlan[] = []): Promise<readonly string[]> {
    platform = await Platform.open({ policy: { softOptIn: true } });
    await platform.scopes(TENANT).properties.put('flat-1', { status: 'for-sale', data: FLAT }, 0);
    platform.crashAt(...plans);
    const { calls } = platform.life;
    const audience = { kind: 'given', people: people(2) } as const;
    await post({ audience, idempotency }).catch(async (error: unknown) => {
      if (!(error instanceof Crash)) throw error;
      platform.revive();
      await post({ audience, idempotency });
    });
    await platform.run(5 * DAY);
    return calls;
  }

  function faults(): object[] {
    const copies = platform.taken().map(({ messageId }) => messageId);
    return [
      ...enrolments().filter(
        ({ state, outbox, sent }) => state !== 'finished' || outbox.length + sent.length !== 2,
      ),
      ...(enrolments().length === 2 ? [] : [{ enrolments: enrolments().length }]),
      ...(new Set(copies).size === 4 && copies.length === 4 ? [] : [{ copies }]),
      ...platform.dead.map(({ queue: { name }, body }) => ({ dead: name, body })),
    ];
  }

  test.each(['before', 'after'] as const)(
    'a run that dies %s any effect loses nobody, and has nobody enter or be written to twice',
    async (moment) => {
      const calls = await travel();
      expect(faults()).toEqual([]);
      const wrong: object[] = [];
      for (const [index, name] of calls.entries()) {
        await travel([{ call: index + 1, moment }]);
        const found = faults();
        if (found.length > 0) wrong.push({ call: index + 1, name, found });
      }
      expect(wrong).toEqual([]);
      expect(calls.length).toBeGreaterThan(60);
    },
    120_000,
  );
});

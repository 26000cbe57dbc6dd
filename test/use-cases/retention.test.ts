import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { prospectKey } from '../../shared/domain/message-id.ts';
import type { Prospect } from '../../shared/domain/prospect.ts';
import { mergePeople } from '../../shared/use-cases/merge-people.ts';
import { putProspect } from '../../shared/use-cases/keep-prospect.ts';
import { appointment, enrolment } from '../support/enrolment.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, prospect, tenant } from '../support/routing-request.ts';

/** The rule is followed at this time; whoever was last heard of the day after `LIMIT` stays. */
const NIGHT = at('2026-11-24T02:50:00Z');
const LIMIT = at('2023-11-24T15:00:00Z');

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open({}, NIGHT);
});

/** Recorded by a client at some time. */
async function record(person: Prospect, when = LIMIT, tenantId = TENANT): Promise<void> {
  await putProspect({ ...platform.ports(), clock: { now: () => when } }, tenantId, person);
}

async function follow(): Promise<void> {
  await platform.ruling.send({ rule: 'retention' });
  await platform.run(HOUR);
}

const isKept = async (id: string, tenantId = TENANT) =>
  (await platform.scopes(tenantId).prospects.get(id)) !== undefined;
const erased = (): string[] =>
  platform.domainEvents.published
    .filter(({ type }) => type === 'prospect.erased')
    .map(({ prospectId }) => prospectId ?? '');

describe('Retention', () => {
  test('forgets who was recorded three years ago and not heard of since, as if they had asked for it', async () => {
    const { consents: _none, ...marie } = prospect({ id: 'marie', name: 'Marie Dupont' });
    await record(marie);
    const { messageId } = await platform.post({ prospect: marie, channel: 'sms' });
    await platform.run(MINUTE);
    await follow();
    expect(await isKept('marie')).toBe(false);
    expect(erased()).toEqual(['marie']);
    expect((await platform.record(messageId)).message.prospect).not.toHaveProperty('name');
    const { sms } = await platform.scopes(TENANT).prospects.addressFacts(marie);
    expect(Object.keys(sms ?? {})).toEqual(['erasedAt']);
  });

  test('keeps who was recorded a day later, and forgets them a day later', async () => {
    await record({ id: 'marie' }, LIMIT + DAY);
    await follow();
    expect(await isKept('marie')).toBe(true);
    await platform.run(DAY - HOUR);
    await follow();
    expect(await isKept('marie')).toBe(false);
  });

  test('keeps who wrote yesterday or tapped a link, and not who only opened an e-mail', async () => {
    const { people } = platform.scopes(TENANT);
    for (const id of ['clicked', 'opened']) await record({ id });
    await record({ id: 'wrote', phone: '+33611111111' });
    await people.noteContact(prospectKey('clicked'), LIMIT + DAY);
    await people.noteEngagement(prospectKey('opened'), NIGHT - DAY);
    const inbound = { kind: 'inbound', channel: 'sms', from: '+33611111111', to: '38123' } as const;
    await platform.receive({ ...inbound, text: 'Bonjour', providerId: 'SM1', at: NIGHT - DAY });
    await platform.run(MINUTE);
    await follow();
    expect(erased()).toEqual(['opened']);
  });

  test('keeps customers, and who said yes or no to advertisements since', async () => {
    const say = async (id: string, granted: boolean) => {
      await record({ id });
      const consent = { granted, text: 'Oui ou non', source: 'website', at: LIMIT + DAY };
      await platform.scopes(TENANT).prospects.recordConsent(id, 'marketing', consent);
    };
    await record({ id: 'customer', customer: true });
    await say('yes', true);
    await say('no', false);
    await follow();
    expect(erased()).toEqual([]);
  });

  test('takes what a client says again and again without a change for no news, and a change for one', async () => {
    for (const id of ['copied', 'changed']) await record({ id, name: 'Marie' });
    await record({ id: 'copied', name: 'Marie' }, NIGHT - DAY);
    await record({ id: 'changed', name: 'Marie Durand' }, NIGHT - DAY);
    await follow();
    expect(erased()).toEqual(['copied']);
  });

  test('lets nobody go who has something planned, and lets them go once it is over', async () => {
    const { appointments, enrolments, conversations } = platform.scopes(TENANT);
    for (const id of ['visit', 'journey', 'waiting', 'snoozed', 'cancelled', 'was-there'])
      await record({ id });
    const visit = (id: string, rest: object) =>
      appointments.create(appointment({ prospect: prospect({ id }), at: NIGHT + DAY, seed: id, ...rest }));
    await visit('visit', {});
    await visit('cancelled', { status: 'cancelled' });
    await visit('was-there', { status: 'honoured', at: LIMIT + 30 * DAY });
    await enrolments.create(enrolment({ prospect: prospect({ id: 'journey' }) }));
    for (const [id, state] of [
      ['waiting', { waitingSince: LIMIT }],
      ['snoozed', { snoozedUntil: NIGHT + DAY }],
    ] as const)
      await conversations.change(id, LIMIT, () => ({
        prospectId: id,
        channel: 'sms',
        lastAt: LIMIT,
        preview: { direction: 'inbound', messageId: 'x', text: 'Allô' },
        unread: 1,
        labels: [],
        counted: [],
        ...state,
      }));
    await follow();
    expect(erased()).toEqual(['cancelled']);
    await platform.run(3 * DAY);
    await follow();
    expect(erased()).toEqual(['cancelled', 'visit']);
  });

  test('of people that were found to be one, the last who was heard of keeps the others', async () => {
    for (const id of ['one', 'other', 'third', 'fourth']) await record({ id });
    const by = 'camille';
    await mergePeople(platform.ports(), TENANT, { prospectId: 'one', into: 'other', by });
    await mergePeople(platform.ports(), TENANT, { prospectId: 'third', into: 'fourth', by });
    await platform.scopes(TENANT).people.noteContact(prospectKey('one'), NIGHT - DAY);
    await follow();
    expect(erased()).toEqual(['third', 'fourth']);
    expect([await isKept('one'), await isKept('other')]).toEqual([true, true]);
  });

  test('finds who is shown for somebody else without ever having been recorded', async () => {
    await record({ id: 'one' });
    const { conversations } = platform.scopes(TENANT);
    await platform.post({ prospect: { id: 'other', phone: '+33611111111' }, channel: 'sms' });
    await platform.run(MINUTE);
    await mergePeople(platform.ports(), TENANT, { prospectId: 'one', into: 'other', by: 'camille' });
    await follow();
    expect(erased()).toEqual([]);
    platform.clock.moveTo(NIGHT + 1_200 * DAY);
    await follow();
    expect(erased()).toEqual(['one', 'other']);
    expect(await conversations.get('one')).toBeUndefined();
  });

  test('begins the time of those of whom no day is known, and forgets them when it is over', async () => {
    const { people, prospects } = platform.scopes(TENANT);
    await people.enrol('old');
    await prospects.put({ id: 'old' });
    await people.noteEngagement(prospectKey('old'), at('2010-01-01T00:00:00Z'));
    await follow();
    await platform.run(DAY);
    await follow();
    expect(erased()).toEqual([]);
    platform.clock.moveTo(at('2029-11-23T23:00:00Z'));
    await follow();
    expect(erased()).toEqual([]);
    platform.clock.moveTo(at('2029-11-24T02:50:00Z'));
    await follow();
    expect(erased()).toEqual(['old']);
  });

  test('is a tenant’s own: shorter with one, never with another', async () => {
    for (const [id, months] of [
      ['short', 12],
      ['never', null],
    ] as const) {
      const own = tenant({ id, senders: {} });
      await platform.tenants.put({ ...own, policy: { ...own.policy, prospectRetentionMonths: months } });
      await record({ id: 'young' }, at('2025-11-24T10:00:00Z'), id);
      await record({ id: 'older' }, at('2025-11-25T10:00:00Z'), id);
      await record({ id: 'ancient' }, at('2001-01-01T10:00:00Z'), id);
    }
    await record({ id: 'here' }, LIMIT + DAY);
    await follow();
    expect(await Promise.all(['young', 'older', 'ancient'].map((id) => isKept(id, 'short')))).toEqual([
      false,
      true,
      false,
    ]);
    expect(await Promise.all(['young', 'older', 'ancient'].map((id) => isKept(id, 'never')))).toEqual([
      true,
      true,
      true,
    ]);
    expect(await isKept('here')).toBe(true);
  });

  test('weighs everybody again before they go: who wrote in between stays', async () => {
    for (const id of ['quick', 'silent']) await record({ id });
    await platform.ruling.send({
      rule: 'retention',
      step: 'forget',
      tenantId: TENANT,
      people: ['quick', 'silent'],
    });
    await platform.scopes(TENANT).people.noteContact(prospectKey('quick'), NIGHT);
    await platform.run(MINUTE);
    expect(erased()).toEqual(['silent']);
  });

  test('goes on where a run stopped: no run looks at everybody', async () => {
    const ids = Array.from({ length: 300 }, (_, number) => `person_${1000 + number}`);
    for (const id of ids) await record({ id });
    await record({ id: 'person_2000' }, NIGHT);
    await follow();
    const looks = platform.ruling.sent.filter((body) => body.includes('"look"'));
    expect(looks.length).toBeGreaterThanOrEqual(3);
    expect(erased().toSorted()).toEqual(ids);
    expect(await isKept('person_2000')).toBe(true);
  });

  test('one person who cannot be forgotten keeps nobody else, and is heard of', async () => {
    for (const id of ['one', 'two', 'three']) await record({ id });
    const { enrolments } = platform.scopes(TENANT);
    const whole = enrolments.ofProspect.bind(enrolments);
    enrolments.ofProspect = async (id) => {
      if (id === 'two') throw new Error('Storage does not answer');
      return whole(id);
    };
    await follow();
    expect(erased().toSorted()).toEqual(['one', 'three']);
    expect(platform.dead.map(({ body }) => JSON.parse(body).step)).toEqual(['forget']);
    enrolments.ofProspect = whole;
    await platform.redrive();
    await platform.run(MINUTE);
    expect(erased().toSorted()).toEqual(['one', 'three', 'two']);
  });

  test('a run that dies anywhere is finished by the next one', async () => {
    const build = async () => {
      platform = await Platform.open({}, NIGHT);
      for (const id of ['one', 'two', 'three']) await record({ id, phone: '+33611111111' });
      await record({ id: 'four', phone: '+33611111111' }, NIGHT - DAY);
    };
    await build();
    platform.revive();
    await follow();
    const { length } = platform.life.calls;
    expect(length).toBeGreaterThan(50);
    for (let call = 1; call <= length; call += 1)
      for (const moment of ['before', 'after'] as const) {
        await build();
        platform.crashAt({ call, moment });
        await follow();
        const kept = await Promise.all(['one', 'two', 'three', 'four'].map((id) => isKept(id)));
        expect({ call, moment, kept }).toEqual({ call, moment, kept: [false, false, false, true] });
        expect(new Set(erased())).toEqual(new Set(['one', 'two', 'three']));
        expect(platform.dead).toEqual([]);
      }
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addPlanCounts,
  type DecidedRecipient,
  noPlanCounts,
  peopleIn,
  plannedPeople,
  planOf,
  scaledCounts,
  sumOfRounds,
} from '../../shared/domain/broadcast-plan.ts';
import { messageTo, PACK_SIZE } from '../../shared/domain/broadcast.ts';
import { route } from '../../shared/domain/routing/route.ts';
import { broadcast, recipient } from '../support/broadcast.ts';
import { at, routingRequest, tenant, TUESDAY, TUESDAY_NIGHT } from '../support/routing-request.ts';

const SUPPRESSED = {
  reason: 'opted-out',
  text: 'STOP',
  source: 'inbound',
  at: at('2026-11-01T10:00:00Z'),
} as const;

/** Somebody whom an agency may write to by some channels, now or in the morning, or not at all. */
const anybody = fc.record({
  hasPhone: fc.boolean(),
  hasEmail: fc.boolean(),
  stopped: fc.boolean(),
  isNight: fc.boolean(),
  prefers: fc.constantFrom('sms', 'email', undefined),
});

function decided(
  number: number,
  about: typeof anybody extends fc.Arbitrary<infer T> ? T : never,
): DecidedRecipient {
  const { hasPhone, hasEmail, stopped, isNight, prefers } = about;
  const { prospect: all } = recipient(number);
  const { phone, email, ...rest } = all;
  const prospect = {
    ...rest,
    ...(hasPhone && { phone }),
    ...(hasEmail && { email }),
    ...(prefers !== undefined && { preferences: { preferredChannels: [prefers] } }),
  };
  const message = messageTo(broadcast(), { prospect });
  const addresses = stopped ? { sms: { suppression: SUPPRESSED }, email: { suppression: SUPPRESSED } } : {};
  const now = isNight ? TUESDAY_NIGHT : TUESDAY;
  const decision = route(routingRequest({ message, tenant: tenant(), addresses, now }));
  return { prospect, messageId: message.id, decision };
}

describe('The plan of a broadcast', () => {
  test('has everybody in it once: in a pack, among those who wait, or among those who are left out', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 250 }), (people) => {
        const all = people.map((about, number) => decided(number, about));
        const { packs, deferred, leftOut, counts } = planOf(all);
        const ids = [
          ...packs.flatMap(({ recipients }) => recipients.map(({ prospect }) => prospect.id)),
          ...(deferred?.recipients ?? []).map(({ prospect }) => prospect.id),
          ...leftOut.map(({ prospectId }) => prospectId),
        ];
        expect(ids.toSorted()).toEqual(all.map(({ prospect }) => prospect.id).toSorted());
        expect(plannedPeople(counts)).toBe(all.length);
        expect(peopleIn(counts.now)).toBe(packs.reduce((sum, { recipients }) => sum + recipients.length, 0));
        expect(peopleIn(counts.later)).toBe(deferred?.recipients.length ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  test('puts at most a hundred people into a pack, all for the channel that was decided on', () => {
    fc.assert(
      fc.property(fc.array(anybody, { minLength: 100, maxLength: 350 }), (people) => {
        const { packs } = planOf(people.map((about, number) => decided(number, about)));
        for (const { channel, recipients } of packs) {
          expect(recipients.length).toBeLessThanOrEqual(PACK_SIZE);
          expect(new Set(recipients.map(({ decision }) => decision.channel))).toEqual(new Set([channel]));
        }
        const short = packs.filter(({ recipients }) => recipients.length < PACK_SIZE);
        expect(new Set(short.map(({ channel }) => channel)).size).toBe(short.length);
      }),
      { numRuns: 30 },
    );
  });

  test('waits for the first of those who wait', () => {
    const night = { hasPhone: true, hasEmail: false, stopped: false, isNight: true, prefers: undefined };
    const { deferred } = planOf([decided(1, night), decided(2, night)]);
    expect(deferred?.until).toBe(at('2026-11-25T08:00:00+01:00'));
  });

  test('says that somebody said STOP, rather than that another channel has no address', () => {
    const stopped = { hasPhone: true, hasEmail: false, stopped: true, isNight: false, prefers: undefined };
    const nobody = { ...stopped, hasPhone: false, stopped: false };
    expect(planOf([decided(1, stopped), decided(2, nobody)]).leftOut).toEqual([
      { prospectId: recipient(1).prospect.id, rule: 'opted-out' },
      { prospectId: recipient(2).prospect.id, rule: 'no-address' },
    ]);
  });

  test('costs what its channels cost, beside the same people by SMS', () => {
    const byMail = {
      hasPhone: true,
      hasEmail: true,
      stopped: false,
      isNight: false,
      prefers: 'email' as const,
    };
    const { counts } = planOf([
      decided(1, byMail),
      decided(2, { ...byMail, hasEmail: false, prefers: undefined }),
    ]);
    expect(counts.now.byChannel).toEqual({ email: 1, sms: 1 });
    expect(counts.now.smsCost).toBeGreaterThanOrEqual(counts.now.cost);
    expect(counts.now.cost).toBeGreaterThan(0);
  });
});

describe('What was planned in rounds', () => {
  const waiting = (people: number) => {
    const counts = noPlanCounts();
    return {
      ...counts,
      later: { byChannel: { sms: people }, cost: people * 50_000, smsCost: people * 50_000 },
    };
  };
  const leaving = (people: number) => {
    const counts = noPlanCounts();
    return {
      ...counts,
      now: { byChannel: { sms: people }, cost: people * 50_000, smsCost: people * 50_000 },
    };
  };

  test('counts nobody twice: whoever waited is counted in the round in which they no longer do', () => {
    const sum = sumOfRounds([
      { chunk: 0, round: 0, counts: addPlanCounts(leaving(3), waiting(7)) },
      { chunk: 0, round: 1, counts: addPlanCounts(leaving(5), waiting(2)) },
      { chunk: 1, round: 0, counts: waiting(10) },
    ]);
    expect(peopleIn(sum.now)).toBe(8);
    expect(peopleIn(sum.later)).toBe(12);
    expect(plannedPeople(sum)).toBe(20);
    expect(sum.later.cost).toBe(600_000);
  });

  test('ends with the round in which nobody waits: what a run that died had put off is no more people', () => {
    const sum = sumOfRounds([
      { chunk: 0, round: 1, counts: leaving(2) },
      { chunk: 0, round: 0, counts: leaving(10) },
      { chunk: 1, round: 0, counts: addPlanCounts(leaving(6), waiting(4)) },
      { chunk: 1, round: 1, counts: leaving(4) },
      { chunk: 1, round: 2, counts: leaving(4) },
    ]);
    expect(peopleIn(sum.now)).toBe(20);
    expect(peopleIn(sum.later)).toBe(0);
  });

  test('of a part of the people stands for all of them', () => {
    const scaled = scaledCounts(
      addPlanCounts(leaving(30), { ...noPlanCounts(), leftOut: { 'opted-out': 3 } }),
      10,
    );
    expect(scaled.now).toEqual({ byChannel: { sms: 300 }, cost: 15_000_000, smsCost: 15_000_000 });
    expect(scaled.leftOut).toEqual({ 'opted-out': 30 });
  });
});

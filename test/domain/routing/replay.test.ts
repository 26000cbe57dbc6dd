import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../../shared/domain/channel.ts';
import { MESSAGE_TYPES, URGENCIES } from '../../../shared/domain/message.ts';
import {
  DEFAULT_POINTS,
  type PointsChange,
  pointsFor,
  pointsOverride,
} from '../../../shared/domain/points.ts';
import { replayReason } from '../../../shared/domain/routing/reason.ts';
import { replay } from '../../../shared/domain/routing/replay.ts';
import { route } from '../../../shared/domain/routing/route.ts';
import type { RoutingRequest } from '../../../shared/domain/routing/situation.ts';
import { anyRequest } from '../../support/any-routing-request.ts';
import { message, routingRequest, TUESDAY_NIGHT } from '../../support/routing-request.ts';

const points = fc.integer({ min: -100, max: 100 });
const byChannel = fc.dictionary(fc.constantFrom(...CHANNELS), points);

/** Any few points that are to be different. */
const anyChange: fc.Arbitrary<PointsChange> = fc.record(
  {
    preference: fc.tuple(points, points, points),
    urgency: fc.dictionary(fc.constantFrom(...URGENCIES), byChannel),
    rich: byChannel,
    long: byChannel,
    short: byChannel,
    cost: points,
    quietHours: byChannel,
    messageType: fc.dictionary(fc.constantFrom(...MESSAGE_TYPES), byChannel),
  },
  { requiredKeys: [] },
);

function replayed(request: RoutingRequest, change: PointsChange) {
  const decision = route(request);
  if (decision.outcome !== 'send') return undefined;
  return replay({
    decision,
    type: request.message.type,
    before: DEFAULT_POINTS,
    after: pointsFor(pointsOverride(change)),
    smsPrice: request.tenant.prices.sms,
  });
}

describe('A replay', () => {
  test('under the same points decides what was decided, with the same points', () => {
    let decided = 0;
    fc.assert(
      fc.property(anyRequest, (request) => {
        const found = replayed(request, {});
        if (found === undefined) return;
        decided += 1;
        expect(found.after).toEqual(found.before);
      }),
      { numRuns: 1_000 },
    );
    expect(decided).toBeGreaterThan(200);
  });

  test('under other points decides what routing would have decided under them', () => {
    let changed = 0;
    fc.assert(
      fc.property(anyRequest, anyChange, (request, change) => {
        const found = replayed(request, change);
        if (found === undefined) return;
        const other = route({ ...request, tenant: { ...request.tenant, points: pointsOverride(change) } });
        if (other.outcome !== 'send') throw new Error('Points have closed a channel');
        if (found.after.channel !== found.before.channel) changed += 1;
        expect(found.after).toEqual(other.channels.find(({ channel }) => channel === other.channel));
      }),
      { numRuns: 2_000 },
    );
    expect(changed).toBeGreaterThan(100);
  });

  test('says why, in the agency’s language', () => {
    const found = replayed(routingRequest({ message: message({ type: 'appointment' }) }), {
      messageType: { appointment: { sms: 90 } },
    });
    if (found === undefined) throw new Error('Nothing was decided');
    expect([found.before.channel, found.after.channel]).toEqual(['email', 'sms']);
    expect(replayReason(found, 'fr')).toMatch(/^Ce serait SMS : \d+ points contre \d+ pour .+\.$/);
    expect(replayReason(found, 'en')).toMatch(/^It would be SMS: \d+ points to \d+ for .+\.$/);
  });

  test('lets a channel that may ring at night keep its leave', () => {
    const preferences = { allowSmsDuringQuietHours: true, preferredChannels: ['sms'] } as const;
    const request = routingRequest({
      now: TUESDAY_NIGHT,
      message: message({ preferences, level: 'urgent', channel: 'sms' }),
    });
    const found = replayed(request, { quietHours: { sms: -100 } });
    expect(found?.after).toMatchObject({ channel: 'sms', points: { quietHours: 0 } });
  });
});

describe('A few points of an agency’s own', () => {
  test('change these alone, and sign the decisions by what they say', () => {
    const own = pointsOverride({ urgency: { urgent: { email: 10 } }, cost: 30 });
    expect(pointsFor(own)).toEqual({
      ...DEFAULT_POINTS,
      version: own.version,
      cost: 30,
      urgency: { ...DEFAULT_POINTS.urgency, urgent: { ...DEFAULT_POINTS.urgency.urgent, email: 10 } },
    });
    expect(own.version).toMatch(/^own-[0-9a-z]{8}$/);
    expect(pointsOverride({ urgency: { urgent: { email: 10 } }, cost: 30 })).toEqual(own);
    expect(pointsOverride({ cost: 31 }).version).not.toBe(own.version);
  });
});

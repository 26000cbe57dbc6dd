import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AddressBook } from '../../../shared/domain/address-facts.ts';
import { CHANNELS, type Channel } from '../../../shared/domain/channel.ts';
import { expiryOf } from '../../../shared/domain/message.ts';
import { estimateCost } from '../../../shared/domain/price.ts';
import { CRITERIA, type GateRule, type RoutingDecision } from '../../../shared/domain/routing/decision.ts';
import { isWeighedAlone, route } from '../../../shared/domain/routing/route.ts';
import type { RoutingRequest } from '../../../shared/domain/routing/situation.ts';
import { anyChannel, anyRequest } from '../../support/any-routing-request.ts';

const LEGAL = new Set<GateRule>(['opted-out', 'no-consent', 'marketing-hours-fr', 'whatsapp-window']);

function always(holds: (decision: RoutingDecision, request: RoutingRequest) => void): void {
  fc.assert(
    fc.property(anyRequest, (request) => holds(route(request), request)),
    { numRuns: 500 },
  );
}

test('the same request gets the same decision, and is not changed by it', () => {
  always((decision, request) => {
    const copy = structuredClone(request);
    expect(route(copy)).toEqual(decision);
    expect(copy).toEqual(request);
  });
});

test('a channel that is weighed alone fares the same whatever is known of the other addresses', () => {
  fc.assert(
    fc.property(anyRequest, anyChannel, (request, channel) => {
      fc.pre(isWeighedAlone(channel, request));
      const own = request.addresses[channel];
      const known = own === undefined ? {} : { [channel]: own };
      const suppression = { reason: 'invalid', text: '21211', source: 'test', at: 0 } as const;
      const closed = Object.fromEntries(CHANNELS.map((name) => [name, { suppression }]));
      const faring = (addresses: AddressBook) =>
        route({ ...request, addresses }).channels.find((found) => found.channel === channel);
      expect(faring(known)).toEqual(faring(request.addresses));
      expect(faring({ ...closed, [channel]: own })).toEqual(faring(known));
    }),
    { numRuns: 1_000 },
  );
});

test("every channel's points add up to its score, and a denied one has none", () => {
  always((decision) => {
    for (const { points, score, gates } of decision.channels) {
      expect(CRITERIA.reduce((sum, criterion) => sum + points[criterion], 0)).toBe(score);
      const isDenied = gates.some(({ verdict }) => verdict === 'deny');
      expect(isDenied ? score : 0).toBe(0);
    }
  });
});

test('a channel is allowed exactly when no gate speaks against it, and only such a channel is chosen', () => {
  always((decision) => {
    for (const { allowed, gates } of decision.channels) expect(allowed).toBe(gates.length === 0);
    if (decision.outcome !== 'send') return;
    expect(decision.channels.find(({ channel }) => channel === decision.channel)?.gates).toEqual([]);
  });
});

test('a legal gate is never outweighed: no preference, level or forced channel makes that channel leave', () => {
  fc.assert(
    fc.property(anyRequest, anyChannel, (request, channel) => {
      const gates = route(request).channels.find((found) => found.channel === channel)?.gates ?? [];
      fc.pre(gates.some(({ rule }) => LEGAL.has(rule)));
      const forced = {
        ...request.message,
        channel,
        level: 'urgent' as const,
        preferences: {
          ...request.message.preferences,
          preferredChannels: [channel],
          allowSmsDuringQuietHours: true,
        },
      };
      expect(route({ ...request, message: forced, tried: [] }).outcome).not.toBe('send');
    }),
    { numRuns: 300 },
  );
});

test('the best allowed channel is chosen; ties go to the cheaper, then to the fixed order', () => {
  always((decision) => {
    expect(decision.channels.some(({ allowed }) => allowed)).toBe(decision.outcome === 'send');
    if (decision.outcome !== 'send') return;
    const chosen = decision.channels.find(({ channel }) => channel === decision.channel);
    if (chosen === undefined) throw new Error('the chosen channel is not among those considered');
    for (const other of decision.channels) {
      if (!other.allowed || other === chosen) continue;
      const order = CHANNELS.indexOf(other.channel) - CHANNELS.indexOf(chosen.channel);
      expect(chosen.score - other.score || other.cost - chosen.cost || order).toBeGreaterThan(0);
    }
    expect(decision.confidence).toBeGreaterThanOrEqual(0.5);
    expect(decision.confidence).toBeLessThanOrEqual(1);
  });
});

/** What is decided, without the report on each channel. */
function choiceOf(decision: RoutingDecision): unknown {
  const { channels: _channels, reason: _reason, ...choice } = decision;
  return choice;
}

/** Gives the person an address on a channel, and a reason never to use it. */
function withDenied(
  request: RoutingRequest,
  channel: Exclude<Channel, 'voice'>,
  denial: number,
): RoutingRequest {
  const field = channel === 'sms' ? 'phone' : channel;
  const person = { ...request.message.prospect, [field]: '+33698765432' };
  const added = { ...request, message: { ...request.message, prospect: person } };
  const suppression = { reason: 'opted-out' as const, text: 'STOP', source: 'sms', at: 0 };
  if (denial === 0)
    return {
      ...added,
      addresses: { ...added.addresses, [channel]: { ...added.addresses[channel], suppression } },
    };
  if (denial === 1) {
    const { [channel]: _sender, ...senders } = added.tenant.senders;
    return { ...added, tenant: { ...added.tenant, senders } };
  }
  const { disabledChannels = [] } = { ...person.preferences, ...added.message.preferences };
  const preferences = { ...added.message.preferences, disabledChannels: [...disabledChannels, channel] };
  return { ...added, message: { ...added.message, preferences } };
}

test('an address on a channel that is denied never changes what is decided', () => {
  fc.assert(
    fc.property(
      anyRequest,
      fc.constantFrom('sms', 'email', 'whatsapp', 'telegram'),
      fc.integer({ min: 0, max: 2 }),
      (request, channel, denial) => {
        const field = channel === 'sms' ? 'phone' : channel;
        fc.pre(request.message.prospect[field] === undefined);
        expect(choiceOf(route(withDenied(request, channel, denial)))).toEqual(choiceOf(route(request)));
      },
    ),
    { numRuns: 600 },
  );
});

test('a deferral is always to a later instant, before the message expires, and to one at which a gate opens', () => {
  always((decision, { now, message: deferred }) => {
    if (decision.outcome !== 'defer') return;
    expect(decision.until).toBeGreaterThan(now);
    expect(decision.until).toBeLessThan(expiryOf(deferred));
    const openings = decision.channels.flatMap(({ gates }) =>
      gates.flatMap((gate) => (gate.verdict === 'defer' ? [gate.until] : [])),
    );
    expect(openings).toContain(decision.until);
  });
});

test('what is undeliverable has a reason on every channel', () => {
  always((decision) => {
    if (decision.outcome !== 'undeliverable') return;
    expect(decision.channels.every(({ gates }) => gates.length > 0)).toBe(true);
    expect(decision.channels.flatMap(({ gates }) => gates.filter(({ detail }) => detail === ''))).toEqual([]);
  });
});

test('money is an integer of micro-euros', () => {
  always((decision) => {
    for (const { cost } of decision.channels) expect(Number.isSafeInteger(cost)).toBe(true);
  });
  fc.assert(
    fc.property(anyChannel, fc.nat({ max: 10 ** 9 }), fc.nat({ max: 100 }), (channel, price, segments) => {
      const prices = { sms: price, whatsapp: price, email: price, telegram: price, voice: price };
      const expected = channel === 'sms' ? price * Math.max(1, segments) : price;
      expect(estimateCost(prices, channel, segments)).toBe(expected);
    }),
  );
});

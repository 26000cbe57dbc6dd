import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AddressBook, SuppressionReason } from '../../../shared/domain/address-facts.ts';
import { CHANNELS, type Channel } from '../../../shared/domain/channel.ts';
import { HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import { type Content, expiryOf, MESSAGE_TYPES, URGENCIES } from '../../../shared/domain/message.ts';
import { estimateCost } from '../../../shared/domain/price.ts';
import type { Preferences, Prospect } from '../../../shared/domain/prospect.ts';
import { CRITERIA, type GateRule, type RoutingDecision } from '../../../shared/domain/routing/decision.ts';
import { route } from '../../../shared/domain/routing/route.ts';
import type { RoutingRequest } from '../../../shared/domain/routing/situation.ts';
import { message, routingRequest, tenant, TUESDAY } from '../../support/routing-request.ts';
import { anyZone } from '../../support/zones.ts';

const anyChannel = fc.constantFrom(...CHANNELS);
const anyChannels = fc.shuffledSubarray([...CHANNELS]);
const anyMinute = fc.integer({ min: 0, max: 1_439 });
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });

/** Leaves out what was not drawn. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(model: T) => fc.record(model).map(defined);

const anyPreferences = optional({
  preferredChannels: rarely(anyChannels),
  fallbackChannels: rarely(anyChannels),
  disabledChannels: rarely(fc.subarray([...CHANNELS], { maxLength: 2 })),
  quietHoursStart: rarely(anyMinute),
  quietHoursEnd: rarely(anyMinute),
  allowSmsDuringQuietHours: rarely(fc.boolean()),
}) as fc.Arbitrary<Preferences>;

const anyProspect = optional({
  id: fc.constant('prospect_1'),
  phone: fc.option(fc.constant('+33612345678'), { nil: undefined, freq: 4 }),
  email: fc.option(fc.constant('marie@example.com')),
  whatsapp: fc.option(fc.constant('+33612345678')),
  timeZone: rarely(anyZone),
  customer: rarely(fc.boolean()),
  consents: rarely(
    fc.boolean().map((granted) => ({ marketing: { granted, text: 'Oui', source: 'form', at: 0 } })),
  ),
  preferences: rarely(anyPreferences),
}).map((person) =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null)),
) as unknown as fc.Arbitrary<Prospect>;

const anyContent = fc.constantFrom<Content>(
  { body: 'Bonjour' },
  { body: 'ê'.repeat(200) },
  { body: 'a'.repeat(2_000) },
  { html: '<p>Bonjour</p>' },
  { body: 'Bonjour', attachments: [{ filename: 'a.pdf', key: 'k' }] },
  { templateId: 'NEW_PROPERTY_ALERT', data: { propertyAddress: '1 rue du Parc', propertyPrice: 100 } },
);

const anyMessage = fc
  .tuple(
    anyProspect,
    anyContent,
    optional({
      type: fc.constantFrom(...MESSAGE_TYPES),
      level: rarely(fc.constantFrom(...URGENCIES)),
      sendWithin: rarely(fc.integer({ min: 1, max: 3_000 })),
      appointmentAt: rarely(fc.integer({ min: 0, max: 72 }).map((hours) => TUESDAY + hours * HOUR)),
      channel: rarely(anyChannel),
      sendAt: rarely(fc.integer({ min: -60, max: 60 }).map((minutes) => TUESDAY + minutes * MINUTE)),
      preferences: rarely(anyPreferences),
    }),
  )
  .map(([person, content, fields]) => message({ ...fields, prospect: person, content }));

const anySuppression = fc.constantFrom<SuppressionReason>('opted-out', 'invalid', 'bounced', 'complained');
const anyAddresses = fc
  .tuple(fc.dictionary(anyChannel, anySuppression, { maxKeys: 2 }), rarely(fc.integer({ min: 0, max: 48 })))
  .map(([suppressed, hours]): AddressBook => {
    const facts: AddressBook = {};
    for (const channel of CHANNELS) {
      const reason = suppressed[channel];
      if (reason !== undefined)
        facts[channel] = { suppression: { reason, text: 'STOP', source: 'sms', at: 0 } };
    }
    return hours === undefined
      ? facts
      : { ...facts, whatsapp: { ...facts.whatsapp, lastInboundAt: TUESDAY - hours * HOUR } };
  });

const anyTenant = fc
  .record({ softOptIn: fc.boolean(), monthlyBudget: fc.constantFrom(0, 60_000, 10 ** 9) })
  .map((policy) => tenant({ policy: { ...policy, frequencyCaps: { marketing: { max: 3, days: 7 } } } }));

const anyRequest: fc.Arbitrary<RoutingRequest> = fc
  .record({
    message: anyMessage,
    tenant: anyTenant,
    addresses: anyAddresses,
    now: fc.integer({ min: 0, max: 7 * 96 }).map((quarter) => TUESDAY + quarter * 15 * MINUTE),
    tried: fc.subarray([...CHANNELS], { maxLength: 2 }),
    downUntil: fc.dictionary(anyChannel, fc.constant(TUESDAY + 5 * HOUR), { maxKeys: 2 }),
    recentOfType: fc.integer({ min: 0, max: 4 }),
    spentThisMonth: fc.constantFrom(0, 50_000),
  })
  .map((fields) => routingRequest({ ...fields, downUntil: { ...fields.downUntil } }));

const LEGAL: readonly GateRule[] = ['opted-out', 'no-consent', 'marketing-hours-fr', 'whatsapp-window'];

function always(holds: (decision: RoutingDecision, request: RoutingRequest) => void): void {
  fc.assert(
    fc.property(anyRequest, (request) => holds(route(request), request)),
    { numRuns: 1_000 },
  );
}

test('the same request gets the same decision, and is not changed by it', () => {
  always((decision, request) => {
    const copy = structuredClone(request);
    expect(route(copy)).toEqual(decision);
    expect(copy).toEqual(request);
  });
});

test("every channel's points add up to its score, and a denied one has none", () => {
  always((decision) => {
    for (const { points, score, gates } of decision.channels) {
      expect(CRITERIA.reduce((sum, criterion) => sum + points[criterion], 0)).toBe(score);
      if (gates.some(({ verdict }) => verdict === 'deny')) expect(score).toBe(0);
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
      fc.pre(gates.some(({ rule }) => LEGAL.includes(rule)));
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
    if (decision.outcome !== 'send') {
      expect(decision.channels.filter(({ allowed }) => allowed)).toEqual([]);
      return;
    }
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

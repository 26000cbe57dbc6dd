import * as fc from 'fast-check';
import type { AddressBook, SuppressionReason } from '../../shared/domain/address-facts.ts';
import { CHANNELS } from '../../shared/domain/channel.ts';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { type Content, type Message, MESSAGE_TYPES, URGENCIES } from '../../shared/domain/message.ts';
import type { Preferences, Prospect } from '../../shared/domain/prospect.ts';
import type { RoutingRequest } from '../../shared/domain/routing/situation.ts';
import { message, routingRequest, tenant, TUESDAY } from './routing-request.ts';
import { anyZone } from './zones.ts';

export const anyChannel = fc.constantFrom(...CHANNELS);
const anyChannels = fc.shuffledSubarray([...CHANNELS]);
const anyMinute = fc.integer({ min: 0, max: 1_439 });

type Model<T> = { [K in keyof T]?: fc.Arbitrary<T[K] | undefined> };

/** Absent five times out of six, so that one thing at a time is out of the ordinary. */
function rarely<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

function mostly<T>(value: T): fc.Arbitrary<T | undefined> {
  return fc.constantFrom(value, value, value, undefined);
}

/** An object from which what was not drawn is left out. */
function optional<T extends object>(model: Model<T>): fc.Arbitrary<Partial<T>> {
  return fc
    .record(model as Record<string, fc.Arbitrary<unknown>>)
    .map(
      (drawn) =>
        Object.fromEntries(Object.entries(drawn).filter(([, field]) => field !== undefined)) as Partial<T>,
    );
}

const anyPreferences: fc.Arbitrary<Preferences> = optional<Preferences>({
  preferredChannels: rarely(anyChannels),
  fallbackChannels: rarely(anyChannels),
  disabledChannels: rarely(fc.subarray([...CHANNELS], { maxLength: 2 })),
  quietHoursStart: rarely(anyMinute),
  quietHoursEnd: rarely(anyMinute),
  allowSmsDuringQuietHours: rarely(fc.boolean()),
});

const anyProspect: fc.Arbitrary<Prospect> = optional<Prospect>({
  phone: mostly('+33612345678'),
  email: fc.constantFrom('marie@example.com', undefined),
  whatsapp: mostly('+33612345678'),
  timeZone: rarely(anyZone),
  customer: rarely(fc.boolean()),
  consents: fc
    .constantFrom(true, true, false, undefined)
    .map((granted) =>
      granted === undefined ? undefined : { marketing: { granted, text: 'Oui', source: 'form', at: 0 } },
    ),
  preferences: rarely(anyPreferences),
}).map((fields) => ({ ...fields, id: 'prospect_1' }));

const anyContent = fc.constantFrom<Content>(
  { body: 'Bonjour' },
  { body: 'ê'.repeat(200) },
  { body: 'a'.repeat(2_000) },
  { html: '<p>Bonjour</p>' },
  { body: 'Bonjour', attachments: [{ filename: 'a.pdf', key: 'k' }] },
  { templateId: 'NEW_PROPERTY_ALERT', data: { propertyAddress: '1 rue du Parc', propertyPrice: 100 } },
);

const anyMessage: fc.Arbitrary<Message> = fc
  .tuple(
    anyProspect,
    anyContent,
    optional<Message>({
      type: fc.constantFrom(...MESSAGE_TYPES),
      level: rarely(fc.constantFrom(...URGENCIES)),
      sendWithin: rarely(fc.integer({ min: 60, max: 6_000 })),
      appointmentAt: rarely(fc.integer({ min: 12, max: 96 }).map((hours) => TUESDAY + hours * HOUR)),
      channel: rarely(anyChannel),
      sendAt: rarely(fc.integer({ min: -60, max: 60 }).map((minutes) => TUESDAY + minutes * MINUTE)),
      preferences: rarely(anyPreferences),
    }),
  )
  .map(([prospect, content, fields]) => message({ ...fields, prospect, content }));

const anySuppression = fc.constantFrom<SuppressionReason>('opted-out', 'invalid', 'bounced', 'complained');
const anyAddresses = fc
  .tuple(
    fc.dictionary(anyChannel, anySuppression, { maxKeys: 1 }),
    fc.constantFrom(0, 1, 2, 5, 20, 25, undefined),
  )
  .map(([suppressed, hours]): AddressBook => {
    const facts: AddressBook = {};
    for (const channel of CHANNELS) {
      const reason = suppressed[channel];
      if (reason !== undefined)
        facts[channel] = { suppression: { reason, text: 'STOP', source: 'sms', at: 0 } };
    }
    return hours === undefined
      ? facts
      : { ...facts, whatsapp: { ...facts.whatsapp, lastInboundAt: TUESDAY + (24 - hours) * HOUR } };
  });

const BIG_BUDGETS = Array.from({ length: 6 }, () => 10 ** 9);
const anyTenant = fc
  .record({ softOptIn: fc.boolean(), monthlyBudget: fc.constantFrom(0, 60_000, ...BIG_BUDGETS) })
  .map((policy) => tenant({ policy: { ...policy, frequencyCaps: { marketing: { max: 3, days: 7 } } } }));

/** Any request, around a working Tuesday and through the week that follows. */
export const anyRequest: fc.Arbitrary<RoutingRequest> = fc
  .record({
    message: anyMessage,
    tenant: anyTenant,
    addresses: anyAddresses,
    now: fc.integer({ min: 0, max: 2 * 96 }).map((quarter) => TUESDAY + quarter * 15 * MINUTE),
    tried: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([...CHANNELS], { maxLength: 2 })),
    downUntil: fc.dictionary(anyChannel, fc.constant(TUESDAY + 5 * HOUR), { maxKeys: 1 }),
    recentOfType: fc.integer({ min: 0, max: 4 }),
    spentThisMonth: fc.constantFrom(0, 50_000),
  })
  .map((fields) => routingRequest({ ...fields, downUntil: { ...fields.downUntil } }));

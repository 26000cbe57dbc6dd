import { DAY, HOUR, type Instant, MINUTE } from '../../shared/domain/instant.ts';
import { type Channel, DELIVERABLE_CHANNELS } from '../../shared/domain/channel.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { approving, at, tenant } from '../support/routing-request.ts';
import { Chance } from './chance.ts';
import { FAULT_RATES, type FaultRates, FAULTS } from './faults.ts';
import { planBroadcast, type PlannedBroadcast } from './planned-broadcast.ts';
import { type Person, peopleOf, type PlannedMessage, planMessage } from './planned-message.ts';
import { campaignsOf, type PlannedCampaign } from './campaigns.ts';
import { forgettingDayOf } from './forgetting-day.ts';
import { intakesOf, type PlannedIntake } from './intakes.ts';
import { outageDayOf } from './outage-day.ts';
import { type PlannedVisit, visitsOf } from './visits.ts';

export const TENANT = 'tenant_a';

/** What somebody does besides posting messages. */
export type Act = { name: string; after: number } & (
  | { kind: 'cancel'; message: string }
  | { kind: 'writes'; channel: Channel; person: Person; text: string; arrivesAfter: number }
  | { kind: 'refuses-advertising'; person: Person }
  /** The agency's software says again who the person is, with the consent that it knows. */
  | { kind: 'copies'; person: Person }
  | { kind: 'erases'; person: Person }
  | { kind: 'poison'; queue: number; body: string }
  | { kind: 'redrive' }
  | { kind: 'pauses'; broadcast: string; forMs: number }
  | { kind: 'cancels'; broadcast: string }
);

/** Everything that one seed stands for, apart from when exactly things happen. */
export interface Scenario {
  seed: number;
  start: Instant;
  tenant: Tenant;
  people: readonly Person[];
  messages: readonly PlannedMessage[];
  broadcasts: readonly PlannedBroadcast[];
  visits: readonly PlannedVisit[];
  intakes: readonly PlannedIntake[];
  campaigns: readonly PlannedCampaign[];
  acts: readonly Act[];
  rates: FaultRates;
  /** Milliseconds after the start when everything begins to work. */
  healsAfter: number;
}

/** Ordinary and awkward moments: nights, both nights of the clock change, Sundays, holidays, the end of a month. */
const STARTS = [
  '2026-11-24T14:00:00+01:00',
  '2026-11-24T19:40:00+01:00',
  '2026-11-24T23:30:00+01:00',
  '2026-11-25T05:10:00+01:00',
  '2026-11-28T18:30:00+01:00',
  '2026-11-29T11:00:00+01:00',
  '2026-10-25T00:20:00+02:00',
  '2026-10-25T02:40:00+01:00',
  '2027-03-28T00:50:00+01:00',
  '2027-03-28T01:58:00+01:00',
  '2027-05-14T09:00:00+02:00',
  '2027-07-13T21:50:00+02:00',
  '2026-12-31T23:40:00+01:00',
].map(at);

/**
 * Rare things need more than one fault at once. Some seeds are about one kind of trouble: providers that keep us in
 * doubt, copies of copies, a provider that takes nothing, or an outage that fills the dead-letter queues until providers forget.
 */
const TROUBLES: Readonly<Record<string, FaultRates>> = {
  doubt: { 'provider-times-out-after': 0.8, 'list-lags': 1, 'webhook-late': 0.7, 'webhook-lost': 0.3 },
  copies: { redelivery: 0.5, 'provider-busy': 0.95, 'schedule-twice': 0.5, 'call-fails': 0.02, freeze: 0.02 },
  crowd: { redelivery: 0.5, 'provider-busy': 1 },
  outage: { 'crash-after': 0.3, 'webhook-lost': 1 },
};
const OUTAGE = 24 * HOUR;
const HEALS_AFTER: Readonly<Record<string, number>> = { crowd: HOUR, outage: OUTAGE };

const POISON = [
  'no JSON',
  '{}',
  '{"v":2}',
  '{"v":1,"kind":"resume"}',
  '{"v":1,"message":{"id":"m"},"number":1}',
];

export function scenarioOf(seed: number): Scenario {
  const chance = new Chance(seed);
  const start = chance.pick('start', STARTS);
  const trouble = chance.pick('trouble', ['any', 'any', 'any', 'any', 'doubt', 'copies', 'crowd', 'outage']);
  const people = peopleOf(chance, start);
  const count = chance.between('messages', 1, 6);
  const messages = Array.from({ length: count }, (_, index) =>
    planMessage(chance, `m${index + 1}`, people, start),
  );
  if (chance.happens('nothing but outages', 0.1)) return outageDayOf(seed, people);
  if (chance.happens('forgetting', 0.05)) return forgettingDayOf(seed, people);
  const agency = tenantOf(chance);
  const broadcasts = chance.happens('broadcast', 0.5)
    ? [planBroadcast(chance, 'b1', { people, start, tenant: agency })]
    : [];
  return {
    seed,
    start,
    tenant: agency,
    people,
    messages,
    broadcasts,
    visits: visitsOf(chance, people),
    intakes: intakesOf(chance, people),
    campaigns: campaignsOf(chance, people),
    acts: [
      ...actsOf(chance, messages, people, trouble === 'outage' ? OUTAGE : 0),
      ...broadcasts.flatMap((broadcast) => turnsOf(chance, broadcast)),
    ],
    rates: trouble === 'any' ? ratesOf(chance) : (TROUBLES[trouble] ?? {}),
    healsAfter: HEALS_AFTER[trouble] ?? chance.pick('heals', [HOUR, 6 * HOUR, 30 * HOUR, 50 * HOUR]),
  };
}

function tenantOf(chance: Chance): Tenant {
  return tenant({
    id: TENANT,
    policy: {
      softOptIn: chance.happens('soft opt-in', 0.2),
      frequencyCaps: chance.happens('capped', 0.2) ? { marketing: { max: 2, days: 7 } } : {},
      ...(chance.happens('budgeted', 0.2) && { monthlyBudget: chance.between('budget', 50_000, 400_000) }),
    },
    whatsappTemplates: approving(
      'APPOINTMENT_REMINDER_24H',
      ['firstName', 'appointmentTime', 'companyName'],
      `HX${'0'.repeat(32)}`,
    ),
  });
}

/** Half of the kinds of faults, each at one of its rates: many faults at once hide each other. */
function ratesOf(chance: Chance): FaultRates {
  const share = chance.pick('share of faults', [0, 0.2, 0.5, 0.8]);
  const rates: Partial<Record<(typeof FAULTS)[number], number>> = {};
  for (const fault of FAULTS) {
    if (!chance.happens(`uses ${fault}`, share)) continue;
    rates[fault] = chance.pick<number>(`rate of ${fault}`, FAULT_RATES[fault]);
  }
  return rates;
}

/** Some broadcasts are paused for a while, some are cancelled. */
function turnsOf(chance: Chance, { name: broadcast, after }: PlannedBroadcast): Act[] {
  const later = (what: string, most: number) => after + chance.between(`${broadcast} ${what}`, 0, most);
  const acts: Act[] = [];
  if (chance.happens(`${broadcast} paused`, 0.25))
    acts.push({
      name: `${broadcast} pause`,
      kind: 'pauses',
      broadcast,
      after: later('pause', 5 * MINUTE),
      forMs: chance.between(`${broadcast} pauses for`, MINUTE, 5 * HOUR),
    });
  if (chance.happens(`${broadcast} cancelled`, 0.2))
    acts.push({
      name: `${broadcast} cancel`,
      kind: 'cancels',
      broadcast,
      after: later('cancel', 10 * MINUTE),
    });
  return acts;
}

/** `redrivesFrom`: milliseconds after the start. */
function actsOf(
  chance: Chance,
  messages: readonly PlannedMessage[],
  people: readonly Person[],
  redrivesFrom: number,
): Act[] {
  const acts: Act[] = [];
  const add = (count: number, what: string, make: (name: string) => Act) => {
    for (let index = 1; index <= count; index += 1) acts.push(make(`${what} ${index}`));
  };
  const soon = (name: string) => chance.between(`${name} after`, 0, 40 * MINUTE);
  add(chance.between('cancels', 0, 2), 'cancel', (name) => {
    const { name: message, after } = chance.pick(`${name} of`, messages);
    return { name, kind: 'cancel', message, after: after + chance.between(`${name} after`, 0, 2 * MINUTE) };
  });
  const letter = (name: string, text: string, after: number, arrivesAfter: number): Act => {
    const channel = chance.pick(`${name.slice(0, -1)} by`, DELIVERABLE_CHANNELS);
    const person = chance.pick(`${name.slice(0, -1)} from`, people);
    return { name, kind: 'writes', channel, person, text, after, arrivesAfter };
  };
  add(chance.between('letters', 0, 4), 'letter', (name) => {
    const text = chance.pick(`${name} says`, ['STOP', 'START', 'Bonjour', 'Bonjour']);
    return letter(`${name}.`, text, soon(name), 0);
  });
  // Second thoughts overtake first ones.
  if (chance.happens('changes mind', 0.3)) {
    const after = soon('mind');
    acts.push(letter('mind 1', 'START', after, 3 * MINUTE), letter('mind 2', 'STOP', after + MINUTE, 0));
  }
  add(chance.happens('refuses', 0.3) ? 1 : 0, 'refusal', (name) => ({
    name,
    kind: 'refuses-advertising',
    person: chance.pick(name, people),
    after: soon(name),
  }));
  add(chance.happens('poisoned', 0.3) ? chance.between('poison', 1, 3) : 0, 'poison', (name) => ({
    name,
    kind: 'poison',
    queue: chance.between(`${name} where`, 0, 5),
    body: chance.pick(`${name} what`, POISON),
    after: soon(name),
  }));
  add(chance.between('redrives', 0, 3), 'redrive', (name) => ({
    name,
    kind: 'redrive',
    after: redrivesFrom + chance.between(`${name} after`, 0, redrivesFrom === 0 ? 2 * DAY : 6 * HOUR),
  }));
  return acts;
}

import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { at, tenant } from '../support/routing-request.ts';
import { Chance } from './chance.ts';
import type { FaultRates } from './faults.ts';
import { type Person, type PlannedMessage, planMessage } from './planned-message.ts';
import { type Act, type Scenario, TENANT } from './scenario.ts';

/** Enough goes wrong for things to come late, twice and half done. */
const RATES: FaultRates = {
  'crash-before': 0.01,
  'crash-after': 0.02,
  'call-fails': 0.02,
  redelivery: 0.1,
  'queue-backlog': 0.05,
  'schedule-late': 0.3,
  'webhook-late': 0.2,
};
const MORNING = at('2026-11-24T09:00:00+01:00');

export function isForgettingDay({ rates }: Scenario): boolean {
  return rates === RATES;
}

/**
 * A day on which people refuse advertising and ask to be forgotten, while a broadcast and messages wait to leave, and the
 * agency's own software goes on naming them, with the consents that it copied the night before.
 */
export function forgettingDayOf(seed: number, everybody: readonly Person[]): Scenario {
  const chance = new Chance(seed);
  const marketing = { granted: true, text: 'form', source: 'web', at: MORNING - 30 * 24 * HOUR };
  const people = everybody.map((person) => ({
    ...person,
    timeZone: 'Europe/Paris',
    consents: { marketing },
  }));
  const messages = Array.from({ length: 6 }, (_, index) => messageOf(chance, `m${index + 1}`, people));
  return {
    seed,
    start: MORNING,
    tenant: tenant({ id: TENANT, policy: { softOptIn: chance.happens('soft opt-in', 0.5) } }),
    people,
    messages,
    broadcasts: [],
    visits: [],
    intakes: [],
    campaigns: [
      {
        name: 'c1',
        people,
        after: chance.between('c1 after', 0, 5 * MINUTE),
        type: chance.pick('c1 type', ['marketing', 'notification'] as const),
        sendAfter: chance.between('c1 sent after', 30 * MINUTE, 4 * HOUR),
        turn: undefined,
      },
    ],
    acts: people.flatMap((person, index) => actsOf(chance, `p${index + 1}`, person)),
    rates: RATES,
    healsAfter: 12 * HOUR,
  };
}

/** Some wait for hours; those that come later come from a system that has not heard of anything. */
function messageOf(chance: Chance, name: string, people: readonly Person[]): PlannedMessage {
  const planned = planMessage(chance, name, people, MORNING);
  const after = chance.between(`${name} posted after`, 0, 6 * HOUR);
  const { sendWithin: _within, appointmentAt: _at, sendAt: _later, ...draft } = planned.draft;
  const waits = chance.happens(`${name} waits`, 0.5) && {
    sendAt: MORNING + after + chance.between(`${name} waits for`, MINUTE, 4 * HOUR),
  };
  const type = chance.pick(`${name} is`, ['marketing', 'marketing', 'notification'] as const);
  return { ...planned, after, draft: { ...draft, type, ...waits } };
}

function actsOf(chance: Chance, name: string, person: Person): Act[] {
  const acts: Act[] = [];
  const hours = (what: string, from: number, to: number): number =>
    chance.between(`${name} ${what}`, from * HOUR, to * HOUR);
  const does = (what: string, probability: number): boolean => chance.happens(`${name} ${what}`, probability);
  if (does('refuses', 0.5))
    acts.push({
      name: `${name} refusal`,
      kind: 'refuses-advertising',
      person,
      after: hours('refuses', 0, 3),
    });
  if (does('erased', 0.6))
    acts.push({ name: `${name} erasure`, kind: 'erases', person, after: hours('erased', 0, 4) });
  for (const copy of [1, 2])
    if (does(`copied ${copy}`, 0.5))
      acts.push({ name: `${name} copy ${copy}`, kind: 'copies', person, after: hours(`copy ${copy}`, 0, 7) });
  return acts;
}

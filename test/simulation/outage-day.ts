import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { approving, at, tenant } from '../support/routing-request.ts';
import { Chance } from './chance.ts';
import type { FaultRates } from './faults.ts';
import { type Person, type PlannedMessage, planMessage } from './planned-message.ts';
import { type Scenario, TENANT } from './scenario.ts';

/** A provider's being out is all that goes wrong. */
const OUTAGES: FaultRates = { 'provider-outage': 1 };
const MORNING = at('2026-11-24T08:00:00+01:00');

export function isOutageDay({ rates }: Scenario): boolean {
  return rates === OUTAGES;
}

/**
 * An ordinary day on which nobody writes, refuses or cancels, and nothing goes wrong but that providers are out for
 * minutes to hours: then every message that has time has to arrive. Many are about an appointment later that day.
 */
export function outageDayOf(seed: number, people: readonly Person[]): Scenario {
  const chance = new Chance(seed);
  const start = MORNING + chance.between('outage day begins after', 0, 4 * HOUR);
  const count = chance.between('messages', 1, 6);
  const messages = Array.from({ length: count }, (_, index) =>
    withAppointment(chance, planMessage(chance, `m${index + 1}`, people, start), start),
  );
  const sid = `HX${'0'.repeat(32)}`;
  const variables = ['firstName', 'appointmentTime', 'companyName'];
  return {
    seed,
    start,
    tenant: tenant({ id: TENANT, whatsappTemplates: approving('APPOINTMENT_REMINDER_24H', variables, sid) }),
    people,
    messages,
    broadcasts: [],
    visits: [],
    intakes: [],
    campaigns: [],
    acts: [],
    rates: OUTAGES,
    healsAfter: 50 * HOUR,
  };
}

function withAppointment(chance: Chance, planned: PlannedMessage, start: number): PlannedMessage {
  const { name, draft } = planned;
  if (draft.type === 'marketing' || !chance.happens(`${name} today`, 0.5)) return planned;
  const { sendAt: _later, sendWithin: _within, ...rest } = draft;
  const after = chance.between(`${name} after, today`, 0, 3 * MINUTE);
  const appointmentAt = start + after + chance.between(`${name} appointment in`, HOUR, 9 * HOUR);
  return { ...planned, after, draft: { ...rest, appointmentAt } };
}

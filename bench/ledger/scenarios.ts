import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { START } from './account.ts';

/** The ways of a message that the ledger follows. */
export const SCENARIOS = ['sms', 'email', 'fallback'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export const SCENARIO_NAMES: Readonly<Record<Scenario, string>> = {
  sms: 'one SMS',
  email: 'one e-mail',
  fallback: 'an SMS that is rejected, then an e-mail',
};

/** The brief's reminder, to a person of its own: routing takes SMS shortly before the appointment, e-mail the day before. */
export function bodyFor(scenario: Scenario, person: number): object {
  const appointmentAt = START + (scenario === 'email' ? 25 * HOUR : 115 * MINUTE);
  return {
    prospect: prospectOf(person),
    messageType: 'appointment',
    appointmentAt: new Date(appointmentAt).toISOString(),
    preferences: { preferredChannels: ['sms', 'email'] },
    content: { subject: 'Rappel RDV', body: 'Bonjour Marie, rappel de votre RDV demain à 15h.' },
  };
}

/** The id of person `number`, as long for the first as for the last. */
export function prospectIdOf(person: number): string {
  return `prospect_${String(person).padStart(7, '0')}`;
}

export function prospectOf(person: number) {
  return {
    id: prospectIdOf(person),
    name: 'Marie Dupont',
    phone: `+336${String(10_000_000 + person)}`,
    email: `marie.dupont.${String(person).padStart(7, '0')}@example.com`,
    timeZone: 'Europe/Paris',
  };
}

import { DAY, HOUR, type Instant } from '../../shared/domain/instant.ts';
import type { Appointment } from '../../shared/domain/appointment.ts';
import type { Enrolment } from '../../shared/domain/journeys/enrolment.ts';
import { idFromSeed, kinOf } from '../../shared/domain/message-id.ts';
import { prospect, TUESDAY } from './routing-request.ts';

/** Somebody who entered a journey and waits at its second step. */
export function enrolment(overrides: Partial<Enrolment> & { seed?: string; at?: Instant } = {}): Enrolment {
  const { seed = 'entry', at = TUESDAY, ...rest } = overrides;
  const person = rest.prospect ?? prospect();
  return {
    id: kinOf('enr', idFromSeed(person.id, at, seed)),
    journeyId: 'appointment',
    version: 1,
    prospect: person,
    createdAt: at,
    data: { firstName: 'Marie' },
    subject: { at: TUESDAY + 2 * DAY, order: 0 },
    state: 'active',
    standing: { step: 'day-before', serial: 2, until: TUESDAY + DAY },
    serial: 2,
    sent: [
      { step: 'confirmation', messageId: 'msg_1', at, about: TUESDAY + 2 * DAY, facts: { delivered: at } },
    ],
    told: {},
    outbox: [{ kind: 'schedule', serial: 2, at: TUESDAY + DAY }],
    log: [{ at, what: 'entered' }],
    revision: 0,
    ...rest,
  };
}

/** A visit of Marie's on Thursday afternoon. */
export function appointment(
  overrides: Partial<Appointment> & { seed?: string; createdAt?: Instant } = {},
): Appointment {
  const { seed = 'visit', createdAt = TUESDAY, ...rest } = overrides;
  const person = rest.prospect ?? prospect();
  const id = kinOf('apt', idFromSeed(person.id, createdAt, seed));
  return {
    id,
    prospect: person,
    at: TUESDAY + 2 * DAY + HOUR,
    durationMinutes: 45,
    address: '12 rue des Lilas, Lyon 3e',
    status: 'to-confirm',
    createdAt,
    enrolmentId: id.replace('apt', 'enr'),
    moves: 0,
    revision: 0,
    ...rest,
  };
}

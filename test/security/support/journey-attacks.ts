import { kinOf } from '../../../shared/domain/message-id.ts';
import type { Call } from '../../lambdas/http.ts';

interface Ids {
  message: string;
  prospect: string;
}

interface Attack {
  about: (ids: Ids) => { path: string; options?: Call };
  answer: number;
}

const ONE = '/v1/journeys/{journeyId}';
const INTAKE = `${ONE}/audiences/{audienceId}`;
const ENROLMENT = `${ONE}/enrolments/{enrolmentId}`;

/** A journey that we declared, and nobody else has. */
export const OUR_JOURNEY = 'ours-alone';

const hidden = (suffix: string, body?: object): Attack => ({
  about: () => ({
    path: `/v1/journeys/${OUR_JOURNEY}${suffix}`,
    ...(body !== undefined && { options: { body } }),
  }),
  answer: 404,
});

/** An audience of ours that entered a journey that every agency has. */
export const OUR_INTAKE = 'int_ours';

const hiddenIntake = (suffix: string): Attack => ({
  about: () => ({ path: `/v1/journeys/contract/audiences/${OUR_INTAKE}${suffix}` }),
  answer: 404,
});

/** An enrolment of ours, in a journey that every agency has. */
const hiddenEnrolment = (suffix: string, body?: object): Attack => ({
  about: ({ message }) => ({
    path: `/v1/journeys/contract/enrolments/${kinOf('enr', message)}${suffix}`,
    ...(body !== undefined && { options: { body } }),
  }),
  answer: 404,
});

const hiddenAppointment = (body?: object): Attack => ({
  about: ({ message }) => ({
    path: `/v1/appointments/${kinOf('apt', message)}`,
    ...(body !== undefined && { options: { body } }),
  }),
  answer: 404,
});

export const JOURNEY_ATTACKS: Readonly<Record<string, Attack>> = {
  'GET /v1/journeys': { about: () => ({ path: '/v1/journeys' }), answer: 200 },
  [`GET ${ONE}`]: hidden(''),
  [`PUT ${ONE}`]: {
    about: () => ({ path: `/v1/journeys/${OUR_JOURNEY}`, options: { body: { name: 'x', steps: [] } } }),
    answer: 400,
  },
  [`GET ${ONE}/enrolments`]: hidden('/enrolments'),
  [`POST ${ONE}/enrolments`]: hidden('/enrolments', { prospect: { phone: '+33612345678' } }),
  [`GET ${ENROLMENT}`]: hiddenEnrolment(''),
  [`DELETE ${ENROLMENT}`]: hiddenEnrolment(''),
  [`POST ${ENROLMENT}/events`]: hiddenEnrolment('/events', { type: 'signed' }),
  [`GET ${ONE}/audiences`]: hidden('/audiences'),
  [`POST ${ONE}/audiences`]: hidden('/audiences', { audience: { prospects: [{ phone: '+33612345678' }] } }),
  [`GET ${INTAKE}`]: hiddenIntake(''),
  [`GET ${INTAKE}/left-out`]: hiddenIntake('/left-out'),
  [`POST ${INTAKE}/cancel`]: hiddenIntake('/cancel'),
  'GET /v1/appointments': {
    about: () => ({
      path: '/v1/appointments',
      options: { query: 'from=2026-11-24T00:00:00Z&to=2026-12-24T00:00:00Z' },
    }),
    answer: 200,
  },
  'POST /v1/appointments': {
    about: ({ prospect }) => ({
      path: '/v1/appointments',
      options: {
        body: { prospect: { id: prospect }, at: '2026-12-01T10:00:00Z', durationMinutes: 30, address: 'x' },
      },
    }),
    answer: 400,
  },
  'GET /v1/appointments/{appointmentId}': hiddenAppointment(),
  'PATCH /v1/appointments/{appointmentId}': hiddenAppointment({ status: 'cancelled' }),
};

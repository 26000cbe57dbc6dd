import { IDEMPOTENCY_KEY, inPath, inQuery, type Operation, PAGE } from './operation.ts';

const JOURNEY_ID = inPath('journeyId', 'The journey');
const ENROLMENT_ID = inPath('enrolmentId', 'The enrolment');
const INTAKE_ID = inPath('audienceId', 'What the acceptance answered');
const JOURNEY = '/v1/journeys/{journeyId}';
const ENROLMENTS = `${JOURNEY}/enrolments`;
const ENROLMENT = `${ENROLMENTS}/{enrolmentId}`;
const INTAKES = `${JOURNEY}/audiences`;
const INTAKE = `${INTAKES}/{audienceId}`;
const ASKED = ['401', '403', '404'] as const;
const SENT = ['400', '401', '403', '404', '415'] as const;

/** Journeys: declared, entered, looked at and left. */
export const JOURNEY_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/journeys',
    operationId: 'listJourneys',
    summary: 'Every journey, with the version that people enter now',
    scope: 'journeys:read',
    answer: ['200', 'Journeys', 'The journeys'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'get',
    path: JOURNEY,
    operationId: 'getJourney',
    summary: 'A journey as it is declared: the version that people enter now, or an earlier one',
    scope: 'journeys:read',
    parameters: [JOURNEY_ID, inQuery('version', 'The newest unless told', { type: 'integer', minimum: 1 })],
    answer: ['200', 'Journey', 'The journey'],
    problems: ['400', ...ASKED],
  },
  {
    method: 'put',
    path: JOURNEY,
    operationId: 'putJourney',
    summary: 'Declare the next version of a journey; who is under way finishes on theirs',
    scope: 'journeys:write',
    parameters: [JOURNEY_ID],
    body: 'JourneyBody',
    answer: ['200', 'Journey', 'The version that people enter from now on'],
    problems: [...SENT, '413'],
  },
  {
    method: 'get',
    path: ENROLMENTS,
    operationId: 'listEnrolments',
    summary: 'Who entered a journey, the newest first',
    scope: 'journeys:read',
    parameters: [JOURNEY_ID, ...PAGE],
    answer: ['200', 'Enrolments', 'A page'],
    problems: ['400', ...ASKED],
  },
  {
    method: 'post',
    path: ENROLMENTS,
    operationId: 'enrolProspect',
    summary: 'Have somebody enter a journey',
    scope: 'journeys:write',
    parameters: [JOURNEY_ID, IDEMPOTENCY_KEY],
    body: 'EnrolmentBody',
    answer: ['201', 'Enrolment', 'The enrolment'],
    problems: [...SENT, '422'],
  },
  {
    method: 'get',
    path: ENROLMENT,
    operationId: 'getEnrolment',
    summary: 'Somebody’s way through a journey: every step, why it was taken, and what comes next',
    scope: 'journeys:read',
    parameters: [JOURNEY_ID, ENROLMENT_ID],
    answer: ['200', 'Enrolment', 'The enrolment'],
    problems: ASKED,
  },
  {
    method: 'delete',
    path: ENROLMENT,
    operationId: 'stopEnrolment',
    summary: 'Take somebody out: what was planned and has not left does not happen',
    scope: 'journeys:write',
    parameters: [JOURNEY_ID, ENROLMENT_ID],
    answer: ['200', 'Enrolment', 'The enrolment, which is over'],
    problems: ASKED,
  },
  {
    method: 'post',
    path: `${ENROLMENT}/events`,
    operationId: 'tellEnrolment',
    summary: 'Tell what happened outside, such as `signed`; each name counts once',
    scope: 'journeys:write',
    parameters: [JOURNEY_ID, ENROLMENT_ID],
    body: 'JourneyEventBody',
    answer: ['200', 'Enrolment', 'The enrolment as it is now'],
    problems: SENT,
  },
  {
    method: 'post',
    path: INTAKES,
    operationId: 'enrolAudience',
    summary: 'Have a segment, an uploaded file or up to 10,000 given people enter a journey',
    scope: 'journeys:write',
    parameters: [JOURNEY_ID, IDEMPOTENCY_KEY],
    body: 'IntakeBody',
    answer: ['202', 'Accepted', 'Accepted'],
    problems: [...SENT, '409', '413', '422'],
  },
  {
    method: 'get',
    path: INTAKES,
    operationId: 'listJourneyAudiences',
    summary: 'The audiences that entered a journey, the newest first',
    scope: 'journeys:read',
    parameters: [JOURNEY_ID, ...PAGE],
    answer: ['200', 'Intakes', 'A page'],
    problems: ['400', ...ASKED],
  },
  {
    method: 'get',
    path: INTAKE,
    operationId: 'getJourneyAudience',
    summary: 'How many of an audience have entered a journey, and how many stay out, by reason',
    scope: 'journeys:read',
    parameters: [JOURNEY_ID, INTAKE_ID],
    answer: ['200', 'Intake', 'The audience'],
    problems: ASKED,
  },
  {
    method: 'get',
    path: `${INTAKE}/left-out`,
    operationId: 'listStayedOut',
    summary: 'Who stays out of the journey, and why; a page is a part of the audience',
    scope: 'journeys:read',
    parameters: [
      JOURNEY_ID,
      INTAKE_ID,
      inQuery('cursor', 'The `nextCursor` of the page before', { type: 'string' }),
    ],
    answer: ['200', 'LeftOut', 'A page'],
    problems: ['400', ...ASKED],
  },
  {
    method: 'post',
    path: `${INTAKE}/cancel`,
    operationId: 'cancelJourneyAudience',
    summary:
      'Take everybody of an audience out: who has not entered does not, and what has not left does not leave',
    scope: 'journeys:write',
    parameters: [JOURNEY_ID, INTAKE_ID],
    answer: ['200', 'Intake', 'The audience, cancelled'],
    problems: ASKED,
  },
];

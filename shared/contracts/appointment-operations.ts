import { IDEMPOTENCY_KEY, inPath, type Operation, PAGE } from './operation.ts';

const APPOINTMENT = '/v1/appointments/{appointmentId}';
const APPOINTMENT_ID = inPath('appointmentId', 'The appointment');
const bound = (name: string, description: string): object => ({
  name,
  in: 'query',
  required: true,
  description,
  schema: { type: 'string', format: 'date-time' },
});

/** Appointments, which the journey `appointment` looks after. */
export const APPOINTMENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/appointments',
    operationId: 'listAppointments',
    summary: 'The appointments between two instants, in their order',
    scope: 'appointments:read',
    parameters: [
      bound('from', 'The first instant'),
      bound('to', 'The instant after the last, at most 92 days later'),
      ...PAGE,
    ],
    answer: ['200', 'Appointments', 'A page'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'post',
    path: '/v1/appointments',
    operationId: 'makeAppointment',
    summary: 'Make an appointment: it is confirmed, reminded of and asked about by itself',
    scope: 'appointments:write',
    parameters: [IDEMPOTENCY_KEY],
    body: 'AppointmentBody',
    answer: ['201', 'Appointment', 'The appointment'],
    problems: ['400', '401', '403', '415', '422'],
  },
  {
    method: 'get',
    path: APPOINTMENT,
    operationId: 'getAppointment',
    summary: 'An appointment and where it stands',
    scope: 'appointments:read',
    parameters: [APPOINTMENT_ID],
    answer: ['200', 'Appointment', 'The appointment'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'patch',
    path: APPOINTMENT,
    operationId: 'changeAppointment',
    summary: 'Move an appointment, call it off, or say that it took place',
    scope: 'appointments:write',
    parameters: [APPOINTMENT_ID],
    body: 'AppointmentChange',
    answer: ['200', 'Appointment', 'The appointment as it is now'],
    problems: ['400', '401', '403', '404', '409', '415'],
  },
];

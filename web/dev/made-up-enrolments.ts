import type { components } from '../src/api/schema.ts';
import type { World } from './world.ts';

type Enrolment = components['schemas']['Enrolment'];
type Line = Enrolment['log'][number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One of each kind of way, over and over: waiting, answered, finished, stopped. */
export function enrolmentsIn(journeyId: string, world: World): Enrolment[] {
  return [...world.people.keys()].slice(0, 64).map((prospectId, index) => {
    const start = world.now() - (2 + index * 3) * HOUR;
    const version = journeyId === 'after-visit' ? (index > 20 ? 2 : 3) : 1;
    const way =
      journeyId === 'appointment' ? appointmentWay(index, start) : plainWay(journeyId, index, start);
    return {
      id: `enr_${journeyId}_${index}`,
      journeyId,
      version,
      prospectId,
      createdAt: iso(start),
      data: { firstName: 'Marie', appointmentAddress: '12 rue des Lilas, Lyon', agentName: 'Camille Martin' },
      ...way,
      log: [{ at: iso(start), what: 'entered' }, ...way.log],
    };
  });
}

const iso = (at: number): string => new Date(at).toISOString();
type Way = Pick<Enrolment, 'state' | 'reason' | 'waitsAt' | 'subject' | 'messages' | 'log'>;

function appointmentWay(index: number, start: number): Way {
  const at = start + 3 * DAY;
  const confirmation: Line[] = [
    { at: iso(start + 1_000), what: 'sent', step: 'confirmation', why: 'APPOINTMENT_CONFIRMATION', messageId: `msg_a${index}` },
    { at: iso(start + 2_000), what: 'waits', step: 'day-before', until: iso(at - DAY) },
  ]; // prettier-ignore
  const sent = {
    step: 'confirmation',
    messageId: `msg_a${index}`,
    at: iso(start + 1_000),
    known: [
      { fact: 'delivered' as const, at: iso(start + 40_000) },
      { fact: 'opened' as const, at: iso(start + 25 * MINUTE) },
    ],
  };
  const subject = { at: iso(at), appointmentId: `apt_${index}` };
  const asked = at - DAY;
  const reminder: Line[] = [
    { at: iso(asked), what: 'sent', step: 'reminder', why: 'APPOINTMENT_REMINDER_24H', messageId: `msg_b${index}` },
    { at: iso(asked + 1_000), what: 'waits', step: 'two-hours-before', until: iso(at - 2 * HOUR) },
  ]; // prettier-ignore
  const question = {
    step: 'reminder',
    messageId: `msg_b${index}`,
    at: iso(asked),
    known: [{ fact: 'delivered' as const, at: iso(asked + 9_000) }],
  };
  switch (index % 4) {
    case 0:
      return {
        state: 'active',
        subject,
        waitsAt: { step: 'day-before', until: iso(asked) },
        messages: [sent],
        log: confirmation,
      };
    case 1:
      return {
        state: 'active',
        subject,
        waitsAt: { step: 'two-hours-before', until: iso(at - 2 * HOUR) },
        messages: [sent, { ...question, answer: 'yes' }],
        log: [
          ...confirmation,
          ...reminder,
          { at: iso(asked + 12 * MINUTE), what: 'jumped', why: 'yes' },
          { at: iso(asked + 12 * MINUTE), what: 'updated', step: 'confirmed', why: 'confirmed' },
          {
            at: iso(asked + 12 * MINUTE),
            what: 'waits',
            step: 'two-hours-before',
            until: iso(at - 2 * HOUR),
          },
        ],
      };
    case 2:
      return {
        state: 'finished',
        reason: 'declined',
        subject,
        messages: [sent, { ...question, answer: 'no' }],
        log: [
          ...confirmation,
          ...reminder,
          { at: iso(asked + 3 * HOUR), what: 'jumped', why: 'no' },
          { at: iso(asked + 3 * HOUR), what: 'updated', step: 'declined', why: 'cancelled' },
          { at: iso(asked + 3 * HOUR), what: 'not-sent', step: 'other-times', why: 'scheduleVisitLink' },
          { at: iso(asked + 3 * HOUR), what: 'agent-notified', step: 'call-declined' },
          { at: iso(asked + 3 * HOUR), what: 'finished', why: 'declined' },
        ],
      };
    default:
      return {
        state: 'left',
        reason: 'stopped',
        subject,
        messages: [sent],
        log: [...confirmation, { at: iso(start + DAY), what: 'left', why: 'stopped' }],
      };
  }
}

const FIRST: Readonly<Record<string, readonly [step: string, waiting: string, template: string]>> = {
  contract: ['document', 'opened', 'DOCUMENT_TO_SIGN'],
  'new-property': ['alert', 'seen', 'NEW_PROPERTY_ALERT'],
};

/** The first step of the other journeys: sent, and waited for. */
function plainWay(journeyId: string, index: number, start: number): Way {
  const [step, waiting, template] = FIRST[journeyId] ?? ['ask', 'answer', 'VISIT_FOLLOW_UP'];
  const messageId = `msg_c${index}`;
  const until = iso(start + 2 * DAY);
  const log: Line[] = [
    { at: iso(start + 1_000), what: 'sent', step, why: template, messageId },
    { at: iso(start + 2_000), what: 'waits', step: waiting, until },
  ];
  const known = [{ fact: 'delivered' as const, at: iso(start + 12_000) }];
  const message = { step, messageId, at: iso(start + 1_000), known };
  if (index % 3 > 0) return { state: 'active', waitsAt: { step: waiting, until }, messages: [message], log };
  return {
    state: 'finished',
    reason: 'over',
    messages: [message],
    log: [
      ...log,
      { at: until, what: 'went-on', step: waiting, why: 'time-over' },
      { at: until, what: 'finished', why: 'over' },
    ],
  };
}

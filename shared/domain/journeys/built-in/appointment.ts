import { DAY, HOUR, MINUTE } from '../../instant.ts';
import type { JourneyDefinition } from '../definition.ts';

/** From the confirmation of an appointment to what the person thought of it. */
export const APPOINTMENT: JourneyDefinition = {
  name: 'Rendez-vous',
  steps: [
    {
      id: 'confirmation',
      kind: 'send',
      template: 'APPOINTMENT_CONFIRMATION',
      channels: ['email', 'whatsapp', 'sms'],
    },
    {
      id: 'day-before',
      kind: 'wait',
      timing: { kind: 'relative', offset: -DAY },
      whenPast: 'two-hours-before',
    },
    {
      id: 'reminder',
      kind: 'send',
      template: 'APPOINTMENT_REMINDER_24H',
      channels: ['sms', 'whatsapp', 'email'],
    },
    {
      id: 'two-hours-before',
      kind: 'wait',
      timing: { kind: 'relative', offset: -2 * HOUR },
      whenPast: 'day-after',
    },
    {
      id: 'location',
      kind: 'send',
      template: 'APPOINTMENT_REMINDER_2H',
      channels: ['whatsapp', 'sms', 'email'],
      fallback: { afterMs: 15 * MINUTE, unless: 'delivered' },
    },
    { id: 'day-after', kind: 'wait', timing: { kind: 'relative', offset: DAY, timeOfDay: 10 * 60 } },
    // Who has no survey of their own asks with OUI and NON.
    { id: 'survey', kind: 'send', template: 'VISIT_SURVEY', instead: 'VISIT_FOLLOW_UP' },
    { id: 'over', kind: 'exit' },

    { id: 'confirmed', kind: 'update', appointment: 'confirmed', next: 'two-hours-before' },

    { id: 'declined', kind: 'update', appointment: 'cancelled' },
    {
      id: 'other-times',
      kind: 'send',
      template: 'APPOINTMENT_CANCELLED',
      channels: ['sms', 'whatsapp', 'email'],
    },
    {
      id: 'call-declined',
      kind: 'notify-agent',
      text: {
        fr: 'Rendez-vous annulé par la personne : proposez-lui une autre date.',
        en: 'The person cancelled the appointment: offer another date.',
      },
    },
    { id: 'declined-over', kind: 'exit', reason: 'declined' },

    // Asked again, but not when it is nearly time.
    {
      id: 'later',
      kind: 'wait',
      timing: { kind: 'lasting', ms: 4 * HOUR, hours: 'waking' },
      notAfter: { kind: 'relative', offset: -3 * HOUR },
      whenPast: 'two-hours-before',
      next: 'reminder',
    },

    // The news, and the details by e-mail: who gets one of them knows.
    {
      id: 'moved',
      kind: 'send',
      template: 'APPOINTMENT_RESCHEDULED',
      channels: ['sms', 'whatsapp'],
      next: 'moved-details',
    },
    {
      id: 'moved-details',
      kind: 'send',
      template: 'APPOINTMENT_CONFIRMATION',
      channels: ['email'],
      next: 'day-before',
    },

    {
      id: 'cancelled',
      kind: 'send',
      template: 'APPOINTMENT_CANCELLED',
      channels: ['sms', 'whatsapp', 'email'],
    },
    { id: 'cancelled-over', kind: 'exit', reason: 'cancelled' },
  ],
  whenever: [
    { when: 'yes', of: 'reminder', go: 'confirmed' },
    { when: 'no', of: 'reminder', go: 'declined' },
    { when: 'later', of: 'reminder', go: 'later' },
    { when: 'cancelled', go: 'cancelled' },
  ],
  whenRescheduled: 'moved',
};

import { voiceOf } from './carried-content.ts';
import { HOUR, type Instant, MINUTE, toIso } from './instant.ts';
import type { Message } from './message.ts';
import { shortHash } from './message-id.ts';
import { icsText } from './ics-text.ts';
import { valuesFor, type Voice } from './templates/template-data.ts';
import type { Tenant } from './tenant.ts';

/** A file to attach. */
export interface CalendarFile {
  filename: string;
  contentType: string;
  text: string;
}

/** The templates that tell of one appointment to come. */
const OF_AN_APPOINTMENT: ReadonlySet<string> = new Set([
  'APPOINTMENT_CONFIRMATION',
  'APPOINTMENT_REMINDER_24H',
]);

const WORDS = {
  fr: { filename: 'rendez-vous.ics', summary: 'Rendez-vous', contact: 'Avec', map: 'Plan' },
  en: { filename: 'appointment.ics', summary: 'Appointment', contact: 'With', map: 'Map' },
};

/** The appointment of a message for a calendar; undefined when it has none. The same message makes the same bytes. */
export function calendarFileFor(message: Message, tenant: Tenant): CalendarFile | undefined {
  const { appointmentAt, appointmentMinutes, content } = message;
  if (appointmentAt === undefined || !OF_AN_APPOINTMENT.has(content.templateId ?? '')) return undefined;
  const lasts = appointmentMinutes === undefined ? HOUR : appointmentMinutes * MINUTE;
  const voice = voiceOf(message, tenant);
  const { filename, summary } = WORDS[voice.locale];
  const { place, description } = detailsOf(message, voice);
  return {
    filename,
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    text: icsText([
      ['BEGIN', 'VCALENDAR'],
      ['VERSION', '2.0'],
      ['PRODID', '-//Coccinelle//Appointments//EN'],
      ['METHOD', 'PUBLISH'],
      ['BEGIN', 'VEVENT'],
      ['UID', `${appointmentName(message, appointmentAt)}@${message.tenantId}.coccinelle`],
      ['DTSTAMP', utc(message.createdAt)],
      ['DTSTART', utc(appointmentAt)],
      ['DTEND', utc(appointmentAt + lasts)],
      ['SUMMARY', { text: `${summary} – ${tenant.name}` }],
      ...(place === undefined ? [] : [['LOCATION', { text: place }] as const]),
      ...(description === '' ? [] : [['DESCRIPTION', { text: description }] as const]),
      ['BEGIN', 'VALARM'],
      ['ACTION', 'DISPLAY'],
      ['TRIGGER', '-PT1H'],
      ['DESCRIPTION', { text: `${summary} – ${tenant.name}` }],
      ['END', 'VALARM'],
      ['END', 'VEVENT'],
      ['END', 'VCALENDAR'],
    ]),
  };
}

/** A reminder says again what its confirmation said: one person's appointments at one instant are one. */
function appointmentName({ prospect }: Message, at: Instant): string {
  return shortHash(`${prospect.id} ${at}`);
}

/** What the template's data say of the appointment: where, with whom, and how to get there. */
function detailsOf(message: Message, voice: Voice): { place: string | undefined; description: string } {
  const names = ['appointmentAddress', 'agentName', 'agentPhone', 'mapLink'];
  const { written } = valuesFor(names, message.content.data ?? {}, voice, 'typographic');
  const { contact, map } = WORDS[voice.locale];
  const person = [written['agentName']?.text, written['agentPhone']?.text].filter(
    (text) => text !== undefined,
  );
  const description = [
    ...(person.length > 0 ? [`${contact} ${person.join(', ')}`] : []),
    ...(written['mapLink'] === undefined ? [] : [`${map} : ${written['mapLink'].text}`]),
  ];
  return { place: written['appointmentAddress']?.text, description: description.join('\n') };
}

/** `20261201T143000Z` */
function utc(instant: Instant): string {
  return toIso(instant).replace(/[-:]|\.\d+/g, '');
}

import { DELIVERABLE_CHANNELS } from '../../shared/domain/channel.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/domain/instant.ts';
import { MESSAGE_TYPES, URGENCIES } from '../../shared/domain/message.ts';
import { addressFor, type Consent, type Prospect } from '../../shared/domain/prospect.ts';
import type { Submission } from '../../shared/use-cases/submit-message.ts';
import type { Chance } from './chance.ts';

export interface Person extends Prospect {
  /** Kept in the table, not only named in messages. */
  isKnown: boolean;
}

export interface PlannedMessage {
  /** `m1`: also the name of the prospect in the message, which no text contains, so that a message can be told by it. */
  name: string;
  after: number;
  draft: Submission['draft'];
  /** How many times the client posts it at once, and whether under an idempotency key. */
  copies: number;
  isKeyed: boolean;
}

export function peopleOf(chance: Chance, start: Instant): Person[] {
  return Array.from({ length: 3 }, (_, index) => {
    const name = `person ${index + 1}`;
    const phone = `+3361234567${index}`;
    const reachable = chance.pick(`${name} by`, ['all', 'all', 'all', 'phone', 'email'] as const);
    const consent = chance.pick(`${name} consent`, [
      'granted',
      'granted',
      'granted',
      'refused',
      'none',
    ] as const);
    const timeZone = chance.pick(`${name} zone`, [
      'Europe/Paris',
      'Europe/Paris',
      'Indian/Reunion',
      'America/Martinique',
    ]);
    const marketing: Consent = {
      granted: consent === 'granted',
      text: 'form',
      source: 'web',
      at: start - HOUR,
    };
    return {
      id: `prospect_${index + 1}`,
      isKnown: chance.happens(`${name} known`, 0.5),
      timeZone,
      ...(reachable !== 'email' && { phone }),
      ...(reachable === 'all' && { whatsapp: phone }),
      ...(reachable !== 'phone' && { email: `p${index + 1}@example.com` }),
      ...(chance.happens(`${name} customer`, 0.3) && { customer: true }),
      ...(consent !== 'none' && { consents: { marketing } }),
    };
  });
}

/** A message with the wishes that clients have; many of them share a text, as reminders do. */
export function planMessage(
  chance: Chance,
  name: string,
  people: readonly Person[],
  start: Instant,
): PlannedMessage {
  const { isKnown: _, ...person } = chance.pick(`${name} to`, people);
  const has = (what: string, probability: number) => chance.happens(`${name} ${what}`, probability);
  const after = has('later', 0.2)
    ? chance.between(`${name} after`, 0, 26 * HOUR)
    : chance.between(`${name} after`, 0, 3 * MINUTE);
  const minutes = (what: string, least: number, most: number) =>
    chance.between(`${name} ${what}`, least, most);
  const reachable = DELIVERABLE_CHANNELS.filter((channel) => addressFor(channel, person) !== undefined);
  const channels = chance.shuffle(
    `${name} channels`,
    has('any channel', 0.1) ? DELIVERABLE_CHANNELS : reachable,
  );
  const draft: Submission['draft'] = {
    prospect: { ...person, name },
    type: chance.pick(`${name} type`, [...MESSAGE_TYPES, 'appointment', 'marketing']),
    content: contentOf(chance, name),
    ...(has('level', 0.3) && { level: chance.pick(`${name} level`, URGENCIES) }),
    ...(has('sendWithin', 0.2) && { sendWithin: minutes('within', 2, 600) }),
    ...(has('appointment', 0.2) && { appointmentAt: start + after + minutes('in', 30, 2_000) * MINUTE }),
    ...(has('wishes', 0.6) && { preferences: { preferredChannels: channels } }),
    ...(has('forced', 0.3) && { channel: chance.pick(`${name} forced to`, channels) }),
    ...(has('sendAt', 0.15) && { sendAt: start + after + minutes('at', 1, 1_600) * MINUTE }),
    ...(has('fallback', 0.25) && {
      fallback: {
        afterMs: minutes('fallback after', 2, 90) * MINUTE,
        unless: chance.pick(`${name} unless`, ['delivered', 'opened'] as const),
      },
    }),
  };
  return { name, after, draft, copies: has('twice', 0.2) ? 2 : 1, isKeyed: has('keyed', 0.8) };
}

function contentOf(chance: Chance, name: string): Submission['draft']['content'] {
  if (chance.happens(`${name} by template`, 0.3)) {
    return {
      templateId: 'APPOINTMENT_REMINDER_24H',
      data: { firstName: 'Marie', appointmentTime: '15h', companyName: 'Agence du Parc' },
    };
  }
  return chance.happens(`${name} own text`, 0.5)
    ? { body: `Bonjour, dossier n° ${name.slice(1)}` }
    : { body: 'Bonjour Marie' };
}

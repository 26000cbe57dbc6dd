import type { Channel } from '../channel.ts';
import type { Instant } from '../instant.ts';
import type { Locale } from '../prospect.ts';
import type { Criterion, GateRule } from './decision.ts';

/** What a sentence about a gate may need to say. */
export interface DetailFacts {
  cause?: string;
  limit?: number;
  days?: number;
  until?: Instant;
  since?: Instant;
  reason?: string;
  variable?: string;
}

type Words = Readonly<Record<Locale, string>>;

const CHANNEL_NAMES: Readonly<Record<Channel, Words>> = {
  sms: { fr: 'SMS', en: 'SMS' },
  whatsapp: { fr: 'WhatsApp', en: 'WhatsApp' },
  telegram: { fr: 'Telegram', en: 'Telegram' },
  email: { fr: 'e-mail', en: 'e-mail' },
  voice: { fr: 'appel vocal', en: 'voice call' },
};

export function channelName(channel: Channel, locale: Locale): string {
  return CHANNEL_NAMES[channel][locale];
}

const CRITERION_NAMES: Readonly<Record<Criterion, Words>> = {
  preference: { fr: 'préférence', en: 'preference' },
  urgency: { fr: 'urgence', en: 'urgency' },
  content: { fr: 'contenu riche', en: 'rich content' },
  length: { fr: 'longueur', en: 'length' },
  cost: { fr: 'coût', en: 'cost' },
  quietHours: { fr: 'heures silencieuses', en: 'quiet hours' },
  messageType: { fr: 'type de message', en: 'message type' },
};

export function criterionName(criterion: Criterion, locale: Locale): string {
  return CRITERION_NAMES[criterion][locale];
}

const CAUSES: Readonly<Record<string, Words>> = {
  invalid: { fr: 'adresse refusée par l’opérateur', en: 'address refused by the carrier' },
  bounced: { fr: 'adresse inexistante', en: 'address does not exist' },
  complained: { fr: 'signalé comme indésirable', en: 'reported as spam' },
  refused: { fr: 'Le prospect a refusé la prospection.', en: 'The prospect refused marketing.' },
  'no-template': {
    fr: 'Texte libre hors de la fenêtre de 24 h : il faut un modèle approuvé.',
    en: 'Free text outside the 24-hour window: an approved template is needed.',
  },
  attachment: {
    fr: 'Le canal ne porte pas ces pièces jointes.',
    en: 'The channel cannot carry these attachments.',
  },
  'no-text': {
    fr: 'Le contenu n’a pas de texte pour ce canal.',
    en: 'The content has no text for this channel.',
  },
  'no-stop-number': {
    fr: 'Un SMS de prospection dit comment l’arrêter : il manque le numéro STOP de l’agence.',
    en: 'A marketing SMS says how to stop it: the agency’s STOP number is missing.',
  },
};

/** What Meta, or the message, has against a template. */
function templateObstacle(facts: DetailFacts, zone: string): Words {
  const { cause = '', since = 0, reason = '?', variable = '' } = facts;
  const ends: Readonly<Record<string, Words>> = {
    'never-submitted': { fr: 'n’a jamais été soumis à Meta', en: 'was never submitted to Meta' },
    waiting: {
      fr: `attend l’accord de Meta depuis le ${clockTime(since, zone, 'fr')}`,
      en: `has been waiting for Meta since ${clockTime(since, zone, 'en')}`,
    },
    rejected: {
      fr: `a été refusé par Meta : ${withoutStop(reason)}`,
      en: `was rejected by Meta: ${withoutStop(reason)}`,
    },
    paused: { fr: 'est suspendu par Meta', en: 'is paused by Meta' },
    disabled: { fr: 'est désactivé par Meta', en: 'is disabled by Meta' },
    'variable-missing': { fr: `manque de la variable ${variable}`, en: `lacks the variable ${variable}` },
  };
  const end = ends[cause] ?? { fr: cause, en: cause };
  return {
    fr: `Hors de la fenêtre de 24 h, il faut un modèle approuvé : celui-ci ${end.fr}.`,
    en: `Outside the 24-hour window an approved template is needed: this one ${end.en}.`,
  };
}

const withoutStop = (sentence: string): string => sentence.replace(/[.\s]+$/, '');

type Sentence = (facts: DetailFacts, channel: Channel, zone: string) => Words;

const fixed = (fr: string, en: string): Sentence => {
  const words = { fr, en };
  return () => words;
};

const SENTENCES: Readonly<Record<GateRule, Sentence>> = {
  'no-address': fixed('Pas d’adresse pour ce canal.', 'No address for this channel.'),
  'not-configured': fixed(
    'L’agence n’a pas d’expéditeur sur ce canal.',
    'The agency has no sender on this channel.',
  ),
  'disabled-by-prospect': fixed('Le prospect a désactivé ce canal.', 'The prospect disabled this channel.'),
  'opted-out': fixed(
    'Le prospect a demandé l’arrêt sur ce canal.',
    'The prospect asked to stop on this channel.',
  ),
  'suppressed-address': ({ cause = '' }) => ({
    fr: `Adresse à ne plus utiliser : ${CAUSES[cause]?.fr ?? cause}.`,
    en: `Address not to be used any more: ${CAUSES[cause]?.en ?? cause}.`,
  }),
  'no-consent': ({ cause }) =>
    CAUSES[cause ?? ''] ?? {
      fr: 'Aucun consentement à la prospection enregistré.',
      en: 'No recorded consent to marketing.',
    },
  erased: fixed(
    'Le prospect a demandé à être oublié après l’envoi de cette demande.',
    'The prospect asked to be forgotten after this was requested.',
  ),
  'off-market': fixed('Le bien n’est plus proposé.', 'The property is not offered any more.'),
  'marketing-hours-fr': ({ until = 0 }, _, zone) => ({
    fr: `Prospection interdite à cette heure, possible à partir du ${clockTime(until, zone, 'fr')}.`,
    en: `Marketing is not allowed at this hour; possible from ${clockTime(until, zone, 'en')}.`,
  }),
  'quiet-hours': ({ until = 0 }, _, zone) => ({
    fr: `Heures silencieuses jusqu’au ${clockTime(until, zone, 'fr')}.`,
    en: `Quiet hours until ${clockTime(until, zone, 'en')}.`,
  }),
  'whatsapp-window': (facts, _, zone) => CAUSES[facts.cause ?? ''] ?? templateObstacle(facts, zone),
  'one-way-sender': fixed(
    'Le message attend une réponse et cet expéditeur ne peut pas en recevoir.',
    'The message expects an answer and this sender cannot receive one.',
  ),
  'unsupported-content': ({ cause = '', limit = 0 }) =>
    CAUSES[cause] ?? { fr: `Texte de plus de ${limit} caractères.`, en: `Text over ${limit} characters.` },
  budget: fixed(
    'Le budget du mois est épuisé pour ce canal.',
    'The month’s budget is used up for this channel.',
  ),
  'frequency-cap': ({ limit = 0, days = 0 }) => ({
    fr: `Déjà ${limit} messages de ce type en ${days} jours.`,
    en: `Already ${limit} messages of this type in ${days} days.`,
  }),
  'already-tried': fixed('Déjà essayé sans succès.', 'Already tried without success.'),
  'provider-down': fixed(
    'Le fournisseur ne répond pas en ce moment.',
    'The provider is not answering at the moment.',
  ),
  'not-before': ({ until = 0 }, _, zone) => ({
    fr: `Envoi demandé pour le ${clockTime(until, zone, 'fr')}.`,
    en: `Asked to leave on ${clockTime(until, zone, 'en')}.`,
  }),
  expired: fixed('L’échéance du message est passée.', 'The message’s deadline has passed.'),
};

/** One sentence that says what a gate found. */
export function detailOf(
  rule: GateRule,
  channel: Channel,
  facts: DetailFacts,
  locale: Locale,
  zone: string,
): string {
  return SENTENCES[rule](facts, channel, zone)[locale];
}

/** By locale and zone: making one costs a hundred times what using it does. */
const clockFormats = new Map<string, Intl.DateTimeFormat>();

/** `24/11/2026 08:00` (or the English order) on the recipient's wall clock. */
export function clockTime(instant: Instant, zone: string, locale: Locale): string {
  const name = `${locale} ${zone}`;
  let format = clockFormats.get(name);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    clockFormats.set(name, format);
  }
  return format.format(instant);
}

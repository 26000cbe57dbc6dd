import type { Schema } from './documented.ts';

/**
 * A value for every field that says something about somebody, by its place in the bodies: unique, so that a leak
 * names its field. Numbers of people share their first digits.
 */
export const CANARIES: Readonly<Record<string, string>> = {
  'prospect.name': 'Canari-Nom',
  'prospect.phone': '+33699887',
  'prospect.whatsapp': '+33698776',
  'prospect.email': 'canari.adresse',
  'prospect.telegram': '99776655',
  'prospect.tags': 'Canari-Marque',
  'prospect.project.areas': 'Canari-Quartier',
  'prospect.household': 'canari-foyer',
  'prospect.consents.marketing.text': 'Canari-Accord',
  'prospect.consents.marketing.source': 'Canari-Formulaire',
  'content.subject': 'Canari-Sujet',
  'content.body': 'Canari-Texte',
  'content.html': 'Canari-Html',
  'content.data.name': 'canariVariable',
  'content.data': 'Canari-Valeur',
  'content.mediaUrl': 'canari-photo.example',
  'content.attachments.filename': 'Canari-Fichier',
  'content.attachments.content': 'Canari-Contenu-Du-Fichier',
  'content.attachments.url': 'canari-lien.example',
  name: 'Canari-Agent',
  email: 'canari.agent',
  data: 'Canari-Essai',
  to: 'canari.essai',
  text: 'Canari-Preuve',
  source: 'Canari-Origine',
  subject: 'Canari-Objet',
  labels: 'Canari-Etiquette',
  title: 'Canari-Titre',
  address: 'Canari-Rue',
  agentName: 'Canari-Conseiller',
  'attachments.filename': 'Canari-Piece',
  'attachments.content': 'Canari-Contenu-De-La-Piece',
  'attachments.url': 'canari-piece.example',
  'header Idempotency-Key': 'canari-cle-de-repetition',
  'header Authorization': 'ck_local_demo',
  'inbound Body': 'Canari-Reponse',
  'inbound ProfileName': 'Canari-Profil',
};

/** Texts of the bodies that say nothing about anybody, each with the reason. */
export const NOT_PERSONAL: Readonly<Record<string, string>> = {
  id: 'the client’s own name for a person, made for naming them in events and addresses',
  'prospect.id': 'the same',
  timeZone: 'one of the zones of the world',
  'prospect.timeZone': 'one of the zones of the world',
  'preferences.quietHoursStart': 'a time of day',
  'preferences.quietHoursEnd': 'a time of day',
  'content.templateId': 'a name of the catalogue',
  'content.attachments.contentType': 'a media type',
  'fallback.after': 'a duration',
  templateId: 'a name of the catalogue',
  seen: 'an id of a message',
  upTo: 'an id of a message',
  into: 'the client’s own name for a person',
  wordings: 'an agency’s own words, the same for everybody',
  'quietHours.start': 'a time of day',
  'quietHours.end': 'a time of day',
  marketingEveningLimit: 'a time of day',
  frequencyCaps: 'numbers by message type',
  points: 'numbers by channel',
  criteria: 'what people have in common',
  'content.property': 'the client’s own name for a property',
  'audience.segment': 'the client’s own name for a segment',
  'audience.upload': 'an id that was answered',
  property: 'the client’s own name for a property',
  from: 'a day',
  endpoint: 'an address of a push service, with a name that it made up',
  'keys.p256dh': 'a public key',
  'keys.auth': 'random bytes',
  basedOn: 'a number that was answered',
  colour: 'of an agency',
  'logo.url': 'of an agency',
  'logo.alt': 'of an agency',
  website: 'of an agency',
  steps: 'how a journey is declared, the same for everybody',
  whenever: 'the same',
  whenRescheduled: 'the name of a step',
  type: 'a name of the journey’s own',
  'attachments.contentType': 'a media type',
  'data.name': 'a variable of the catalogue; others are refused',
};

/** The places of all free texts of a body; `.name` for the names of an object that has any. */
export function textsOf(schema: Schema, path = ''): string[] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options.flatMap((option) => textsOf(option, path));
  if (schema.items !== undefined) return textsOf(schema.items, path);
  if (schema.properties !== undefined)
    return Object.entries(schema.properties).flatMap(([name, field]) => textsOf(field, at(name)));
  if (typeof schema.additionalProperties === 'object') return [at('name'), path];
  const isFree =
    schema.type === 'string' &&
    schema.enum === undefined &&
    schema.const === undefined &&
    schema.format !== 'date-time';
  return isFree ? [path] : [];
}

/** The fields whose canaries are in a text, in any of the forms in which texts travel. */
export function leaksIn(text: string): string[] {
  return Object.entries(CANARIES)
    .filter(([, canary]) => formsOf(canary).some((form) => text.includes(form)))
    .map(([field]) => field);
}

function formsOf(canary: string): string[] {
  const base64 = Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -1);
  return [canary, encodeURIComponent(canary), canary.replace('+', ''), base64];
}

const number = (count: number): string => String(count).padStart(2, '0');

/** Somebody, with everything that can be known of them. */
export function somebody(count: number) {
  return {
    id: `prospect_${number(count)}`,
    name: CANARIES['prospect.name'],
    phone: `${CANARIES['prospect.phone']}1${number(count)}`,
    whatsapp: `${CANARIES['prospect.whatsapp']}1${number(count)}`,
    email: `${CANARIES['prospect.email']}.${number(count)}@example.com`,
    telegram: `${CANARIES['prospect.telegram']}${number(count)}`,
    locale: 'fr',
    timeZone: 'Europe/Paris',
    customer: true,
    tags: [CANARIES['prospect.tags']],
    project: { areas: [CANARIES['prospect.project.areas']], budget: 300_000 },
    household: CANARIES['prospect.household'],
    consents: {
      marketing: {
        granted: true,
        text: CANARIES['prospect.consents.marketing.text'],
        source: CANARIES['prospect.consents.marketing.source'],
        at: '2026-01-05T10:00:00Z',
      },
    },
  };
}

/** Everything that can be said to somebody. */
export function content(overrides: object = {}) {
  return {
    subject: CANARIES['content.subject'],
    body: `${CANARIES['content.body']} 🏠`,
    html: `<p>${CANARIES['content.html']}</p>`,
    data: { firstName: CANARIES['content.data'], [CANARIES['content.data.name'] ?? '']: 1 },
    mediaUrl: `https://${CANARIES['content.mediaUrl']}/a.jpg`,
    attachments: [
      {
        filename: `${CANARIES['content.attachments.filename']}.pdf`,
        contentType: 'application/pdf',
        content: Buffer.from(CANARIES['content.attachments.content'] ?? '').toString('base64'),
      },
      { filename: 'plan.pdf', url: `https://${CANARIES['content.attachments.url']}/plan.pdf` },
    ],
    ...overrides,
  };
}

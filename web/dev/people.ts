import type { Channel, ThreadEntry } from '../src/api/types.ts';

const seen = { lastSeenAt: '2026-11-20T09:00:00.000Z', presence: 'present' as const };
const addressOf = (id: string): string => `${id}@agence-coccinelle.example`;

export const AGENTS = [
  { id: 'camille', name: 'Camille Martin', email: addressOf('camille'), role: 'admin' as const, ...seen },
  { id: 'hugo', name: 'Hugo Bernard', email: addressOf('hugo'), role: 'agent' as const, ...seen },
  { id: 'ines', name: 'Inès Moreau', email: addressOf('ines'), role: 'agent' as const, ...seen },
  {
    id: 'luc',
    name: 'Luc Parti',
    email: addressOf('luc'),
    role: 'agent' as const,
    ...seen,
    presence: 'left' as const,
  },
];

const FIRST = [
  'Marie', 'Karim', 'Léa', 'Thomas', 'Nadia', 'Jean-Baptiste', 'Chloé', 'Mehdi', 'Françoise', 'Lucas', 'Aïcha',
  'Étienne', 'Manon', 'Olivier', 'Zoé', 'Antoine', 'Salomé', 'Bertrand', 'Yasmine', 'Gaëlle',
]; // prettier-ignore
const LAST = [
  'Dupont', 'Benali', 'Lefèvre', 'Garnier', 'Haddad', 'de La Rochefoucauld', 'Petit', 'Amrani', 'Mercier', 'Roux',
  'Diallo', 'Fontaine', 'Chevalier', 'Blanchard', 'Nguyen', 'Perrin', 'Caron', 'Gauthier', 'Traoré', 'Le Goff',
]; // prettier-ignore
const STREETS = [
  '12 rue des Lilas',
  '4 place Bellecour',
  '27 quai de Saône',
  '8 bis rue Mercière',
  '110 cours Lafayette',
];

export interface Line {
  by: 'prospect' | 'agent' | 'automatic' | 'note' | 'event';
  text: string;
  channel?: Channel;
  status?: Extract<ThreadEntry, { kind: 'outbound' }>['status'];
  errorCode?: string;
  subject?: string;
  quoted?: string;
  media?: { filename: string; contentType: string; url: string }[];
  event?: Extract<ThreadEntry, { kind: 'event' }>['event'];
}

const REMINDER = (name: string, street: string) =>
  `Bonjour ${name}, nous vous rappelons votre visite demain à 15 h, ${street}. Serez-vous là ? Répondez OUI ou NON. Agence Coccinelle`;

/** What was said, oldest first; the last line decides what the list shows. */
export function scriptOf(index: number, name: string): readonly Line[] {
  const street = STREETS[index % STREETS.length] ?? '';
  const reminder: Line = {
    by: 'automatic',
    text: REMINDER(name, street),
    channel: 'sms',
    status: 'delivered',
  };
  const scripts: readonly (readonly Line[])[] = [
    [reminder, { by: 'prospect', text: 'Oui, je serai là. Est-ce qu’on peut se garer devant ?', channel: 'sms' }],
    [
      { by: 'automatic', text: `Votre visite est confirmée, ${street}.`, channel: 'whatsapp', status: 'read' },
      { by: 'prospect', text: 'Bonjour ! Le balcon est-il bien orienté sud ?', channel: 'whatsapp' },
      { by: 'agent', text: 'Bonjour, oui : plein sud, sans vis-à-vis.', channel: 'whatsapp', status: 'read' },
      {
        by: 'prospect',
        text: 'Super, merci. Voici mon dossier, il manque juste l’avis d’imposition que je vous envoie ce soir.',
        channel: 'whatsapp',
        media: [{ filename: 'dossier.pdf', contentType: 'application/pdf', url: '/icon.svg' }],
      },
    ],
    [
      {
        by: 'agent',
        text: `Bonjour,\n\nVeuillez trouver les photos du ${street}.\n\nBien à vous,\nCamille Martin`,
        subject: `Votre recherche – ${street}`,
        channel: 'email',
        status: 'opened',
      },
      {
        by: 'prospect',
        text: 'Bonjour Camille,\n\nMerci pour les photos, l’appartement nous plaît beaucoup. Nous aimerions le visiter jeudi après 17 h, est-ce possible ?\n\nCordialement',
        quoted: `> Bonjour,\n> Veuillez trouver les photos du ${street}.`,
        subject: `Re: Votre recherche – ${street}`,
        channel: 'email',
      },
      { by: 'note', text: 'Budget 320 000 €, prêt accordé. Priorité haute.' },
    ],
    [
      reminder,
      { by: 'agent', text: 'Pouvez-vous me rappeler au sujet du dépôt de garantie ?', channel: 'sms', status: 'undeliverable', errorCode: '30003' },
    ],
    [
      { by: 'prospect', text: 'Je suis en retard de dix minutes, désolé !', channel: 'sms' },
      { by: 'agent', text: 'Pas de souci, je vous attends devant l’immeuble.', channel: 'sms', status: 'delivered' },
    ],
    [
      { by: 'automatic', text: 'Un nouveau bien correspond à votre recherche : T3, 68 m², 1 150 €.', channel: 'email', subject: 'Un nouveau bien pour vous', status: 'clicked' },
      { by: 'prospect', text: 'STOP', channel: 'sms' },
      { by: 'event', text: '', event: 'opted-out', channel: 'sms' },
    ],
  ]; // prettier-ignore
  return scripts[index % scripts.length] ?? [];
}

export function nameOf(index: number): string {
  return `${FIRST[index % FIRST.length]} ${LAST[(index * 7 + Math.floor(index / FIRST.length)) % LAST.length]}`;
}

export function emailOf(name: string, index: number): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '.');
  return `${plain}${index > 19 ? index : ''}@example.com`;
}

export function phoneOf(index: number): string {
  return `+336${String(12_345_678 + index * 7_919).slice(0, 8)}`;
}

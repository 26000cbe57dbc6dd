import { idOfStranger } from '../../../shared/domain/message-id.ts';
import { answers, assigns, finishes, labels, notes, opens, type Person, says } from '../story.ts';

/** Somebody whom the agency does not know: they are named after where they write from. */
function stranger(
  address: { phone: string } | { email: string } | { whatsapp: string },
  story: Person['story'],
  profile?: string,
): Person {
  const [from = ''] = Object.values(address);
  return {
    prospect: { id: idOfStranger(from), ...address },
    unknown: profile === undefined ? {} : { profile },
    story,
  };
}

/** People who are new, known twice, or were dealt with. */
export const NEWCOMERS: readonly Person[] = [
  stranger({ phone: '+33639980501' }, [
    says(
      '55 min',
      'sms',
      'Bonjour, votre panneau rue de Charonne : c’est à quel prix ? Merci de me rappeler.',
    ),
  ]),
  stranger(
    { whatsapp: '+33639980502' },
    [says('90 min', 'whatsapp', 'Bonjour, vous gérez aussi les locations meublées pour trois mois ?')],
    'Yann L.',
  ),
  stranger({ email: 'contact@travaux-paris.example' }, [
    says(
      'D-1 08:30',
      'email',
      'Bonjour,\n\nVeuillez trouver notre proposition pour la remise en peinture des parties communes.\n\nTravaux Paris',
      {
        subject: 'Devis peinture',
      },
    ),
    opens('D-1 09:10'),
  ]),
  {
    prospect: {
      id: 'sophie-martin',
      name: 'Sophie Martin',
      phone: '+33639980504',
      email: 'sophie.martin@example.com',
    },
    story: [
      says(
        'D-13 10:30',
        'email',
        'Bonjour,\n\nJe cherche un 3 pièces avec extérieur, budget 520 000 €.\n\nSophie Martin',
        { subject: 'Recherche' },
      ),
      answers(
        'D-13 11:10',
        'hugo',
        'Bonjour Madame Martin,\n\nMerci pour votre message. Je vous prépare une sélection d’ici vendredi.\n\nHugo Bernard',
        { subject: 'Re: Recherche' },
      ),
      finishes('D-13 11:11', 'hugo'),
    ],
  },
  {
    prospect: { id: 'crm-48213', name: 'Sophie MARTIN', phone: '+33639980504' },
    story: [
      answers(
        'D-1 14:00',
        'camille',
        'Bonjour Madame Martin, suite à votre appel : l’appartement avec terrasse rue Faidherbe est toujours libre. Camille',
      ),
      notes('D-1 14:05', 'camille', 'Importée du CRM, sans doute la même que Sophie Martin : à fusionner.'),
    ],
  },
  {
    prospect: {
      id: 'alice-renaud',
      name: 'Alice Renaud',
      phone: '+33639980506',
      email: 'alice.renaud@example.com',
    },
    story: [
      says(
        'D-1 11:00',
        'email',
        'Bonjour,\n\nJe suis journaliste et prépare un article sur les loyers dans l’est parisien. Auriez-vous dix minutes ?\n\nAlice Renaud',
        { subject: 'Demande d’entretien' },
      ),
      labels('D-1 11:30', 'presse'),
      assigns('D-1 11:30', 'ines', 'camille'),
    ],
  },
  {
    prospect: {
      id: 'samuel-okafor',
      name: 'Samuel Okafor',
      phone: '+447700900118',
      whatsapp: '+447700900118',
      locale: 'en',
      timeZone: 'Europe/London',
    },
    story: [
      says('D-3 12:00', 'whatsapp', 'Hi, do you help non-residents with a mortgage in France?'),
      answers(
        'D-3 12:25',
        'ines',
        'Hello Samuel, we work with two brokers who do. May I pass on your number?',
      ),
      says('D-3 12:30', 'whatsapp', 'Yes please, thanks!'),
      finishes('D-3 12:40', 'ines'),
    ],
  },
  {
    prospect: { id: 'martine-blanc', name: 'Martine Blanc', phone: '+33639980508' },
    story: [
      says('2 h', 'sms', 'AIDE'),
      says(
        '115 min',
        'sms',
        'Bonjour, je suis la gardienne du 27 avenue Gambetta : le colis de votre locataire est chez moi.',
      ),
    ],
  },
];

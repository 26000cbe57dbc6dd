import {
  answers,
  assigns,
  finishes,
  labels,
  notes,
  opens,
  type Person,
  says,
  sends,
  snoozes,
} from '../story.ts';

/** People who sell, or whose flat is let. */
export const SELLERS: readonly Person[] = [
  {
    prospect: {
      id: 'gerard-vasseur',
      name: 'Gérard Vasseur',
      phone: '+33639980301',
      email: 'gerard.vasseur@example.com',
      customer: true,
    },
    story: [
      says(
        'D-12 09:30',
        'email',
        'Bonjour,\n\nÀ 74 ans, je souhaite vendre la maison de Montreuil pour me rapprocher de ma fille. Pouvez-vous passer l’estimer ?\n\nGérard Vasseur',
        {
          subject: 'Estimation de ma maison',
        },
      ),
      answers(
        'D-12 10:15',
        'camille',
        'Bonjour Monsieur Vasseur,\n\nAvec plaisir. Je passe jeudi à 15 h avec Hugo.\n\nCamille Martin',
        { subject: 'Re: Estimation de ma maison' },
      ),
      assigns('D-12 10:16', 'camille', 'camille'),
      labels('D-12 10:16', 'vendeur', 'estimation'),
      sends(
        'D-7 17:00',
        'notification',
        {
          templateId: 'ESTIMATE_READY',
          data: {
            firstName: 'Gérard',
            propertyAddress: '3 allée des Tilleuls, Montreuil',
            propertyType: 'Maison',
            propertySurface: 118,
            propertyRooms: 5,
            estimateLow: 610000,
            estimateHigh: 655000,
            comparableCount: 9,
            agentName: 'Camille Martin',
          },
        },
        { fate: 'clicked' },
      ),
      says(
        'D-2 11:05',
        'email',
        'Chère Madame,\n\nMerci pour ce travail sérieux. Ma fille trouve 610 000 € un peu bas. Pourrions-nous en parler de vive voix ?\n\nGérard Vasseur',
        {
          subject: 'Re: Votre estimation',
        },
      ),
      notes(
        'D-2 11:40',
        'camille',
        'Rappeler avec Hugo : les deux ventes de la rue voisine datent d’avant les travaux du métro.',
      ),
    ],
  },
  {
    prospect: { id: 'sylvie-morvan', name: 'Sylvie Morvan', phone: '+33639980304', customer: true },
    livesInTheNight: true,
    story: [
      says(
        'D-2 10:40',
        'sms',
        'Bonjour, je suis à l’étranger pour trois mois encore : peut-on signer le mandat à distance ?',
      ),
      notes('D-2 11:10', 'ines', 'Vit à l’étranger : ne pas appeler pendant sa nuit.'),
      answers(
        'exactly 20 min',
        'ines',
        'Bonjour Madame Morvan, oui, la signature électronique suffit. Je vous prépare le mandat. Inès',
      ),
      assigns('exactly 19 min', 'ines', 'ines'),
    ],
  },
  {
    prospect: {
      id: 'jean-marc-hoarau',
      name: 'Jean-Marc Hoarau',
      phone: '+33639980305',
      whatsapp: '+33639980305',
      timeZone: 'Indian/Reunion',
      customer: true,
    },
    story: [
      says(
        'D-5 09:15',
        'whatsapp',
        'Bonjour de Saint-Denis ! Mon studio rue Oberkampf est-il loué pour le mois prochain ?',
      ),
      answers('D-5 09:40', 'hugo', 'Bonjour Monsieur Hoarau, oui : bail signé hier, entrée le 1er du mois.'),
      says('D-5 09:52', 'whatsapp', 'Excellent, merci Hugo'),
      finishes('D-5 10:00', 'hugo'),
    ],
  },
  {
    prospect: {
      id: 'patrick-noel',
      name: 'Patrick Noël',
      phone: '+33639980306',
      email: 'p.noel@example.com',
      customer: true,
    },
    story: [
      sends(
        'D-9 11:00',
        'document',
        {
          templateId: 'DOCUMENT_TO_SIGN',
          data: {
            firstName: 'Patrick',
            documentName: 'Mandat exclusif',
            signatureLink: 'https://signature.example/mandat',
            agentName: 'Camille Martin',
          },
        },
        { fate: 'clicked' },
      ),
      says('D-8 21:30', 'sms', 'Signé hier soir. Les photos, c’est quand ?'),
      answers('D-7 08:40', 'camille', 'Bonjour Patrick, merci ! Le photographe passe mardi à 10 h.'),
      says('D-1 12:10', 'sms', 'Les photos sont superbes. On publie quand ?'),
      assigns('D-1 12:30', 'camille', 'camille'),
      snoozes('D-1 12:31', 'D+1 08:30'),
    ],
  },
  {
    prospect: {
      id: 'colette-girard',
      name: 'Colette Girard',
      phone: '+33639980307',
      email: 'colette.girard@example.com',
      preferences: { quietHoursStart: 19 * 60, quietHoursEnd: 10 * 60 },
    },
    story: [
      says(
        'D-1 15:20',
        'sms',
        'Bonjour, une voisine m’a parlé de vous. Combien vaut un 3 pièces rue des Boulets ?',
      ),
      opens('D-1 16:00'),
      notes('D-1 16:02', 'hugo', '82 ans, préfère qu’on l’appelle l’après-midi. @Inès tu peux passer ?'),
      labels('D-1 16:03', 'estimation', 'à rappeler'),
    ],
  },
  {
    prospect: {
      id: 'david-cohen',
      name: 'David Cohen',
      phone: '+33639980308',
      email: 'david.cohen@example.com',
    },
    story: [
      says(
        'D-11 10:00',
        'email',
        'Bonjour,\n\nNous renonçons finalement à vendre cette année. Merci pour votre accompagnement.\n\nDavid Cohen',
        { subject: 'Mandat rue de Charonne' },
      ),
      answers(
        'D-11 11:30',
        'camille',
        'Bonjour Monsieur Cohen,\n\nMerci de nous avoir prévenus. Nous restons à votre disposition le moment venu.\n\nCamille Martin',
        { subject: 'Re: Mandat rue de Charonne' },
      ),
      finishes('D-11 11:31', 'camille'),
    ],
  },
];

import { answers, assigns, finishes, labels, opens, type Person, says, sends, snoozes } from '../story.ts';

/** People who look for somewhere to buy. */
export const BUYERS: readonly Person[] = [
  {
    prospect: {
      id: 'antoine-marchal',
      name: 'Antoine Marchal',
      phone: '+33639980202',
      whatsapp: '+33639980202',
    },
    story: [
      says(
        '4 min',
        'whatsapp',
        'Bonjour, je viens de voir votre annonce pour le loft rue de Montreuil. Est-il possible de le visiter dès demain ?',
      ),
    ],
  },
  {
    prospect: {
      id: 'julie-caron',
      name: 'Julie Caron',
      phone: '+33639980203',
      email: 'julie.caron@example.com',
    },
    consent: {
      granted: true,
      text: 'Oui, prévenez-moi des baisses de prix.',
      source: 'appel téléphonique, noté par Hugo',
      at: 'D-18 16:00',
    },
    story: [
      sends('D-4 10:00', 'marketing', {
        templateId: 'PRICE_DROP_ALERT',
        data: {
          firstName: 'Julie',
          propertyAddress: '9 bis rue Faidherbe',
          propertyPrice: 398000,
          previousPrice: 415000,
        },
      }),
      says('D-4 10:35', 'sms', 'Intéressant ! Il reste des travaux dans la copro ?'),
      answers(
        'D-4 11:20',
        'hugo',
        'Bonjour Julie, le ravalement est voté et payé par le vendeur. Rien d’autre de prévu.',
        { channel: 'sms' },
      ),
      says('D-1 18:45', 'sms', 'Top. On en parle avec mon conjoint ce week-end et je vous dis lundi.'),
      assigns('D-1 18:50', 'hugo', 'hugo'),
      snoozes('D-1 18:51', 'D+2 09:00'),
    ],
  },
  {
    prospect: {
      id: 'vincent-aubry',
      name: 'Vincent Aubry',
      phone: '+33639980204',
      email: 'v.aubry@example.com',
    },
    consent: {
      granted: false,
      text: 'Ne souhaite pas de publicité.',
      source: 'formulaire de visite',
      at: 'D-12 15:30',
    },
    story: [
      says('D-2 16:10', 'sms', 'Bonjour, avez-vous reçu le diagnostic amiante du passage du Génie ?'),
      opens('D-1 09:30'),
    ],
  },
  {
    prospect: {
      id: 'fatou-diallo',
      name: 'Fatou Diallo',
      phone: '+33639980205',
      whatsapp: '+33639980205',
      preferences: { preferredChannels: ['whatsapp'] },
    },
    story: [
      says(
        'D-1 17:20',
        'whatsapp',
        'Bonjour, ma banque demande une attestation de la surface Carrez, vous l’avez ?',
      ),
      answers(
        'D-1 17:34',
        'ines',
        'Bonjour Fatou, oui : 64,2 m² Carrez. Je vous envoie le certificat par e-mail, à quelle adresse ?',
      ),
      says('3 h', 'whatsapp', 'fatou.diallo@example.com, merci beaucoup !'),
      answers('170 min', 'ines', 'C’est envoyé. Bonne journée Fatou !', { fate: 'unseen' }),
      assigns('169 min', 'ines', 'ines'),
    ],
  },
  {
    prospect: {
      id: 'marc-delaunay',
      name: 'Marc Delaunay',
      phone: '+33639980206',
      email: 'marc.delaunay@example.com',
      preferences: { disabledChannels: ['sms'] },
    },
    story: [
      says(
        'D-7 08:45',
        'email',
        'Bonjour,\n\nMerci de ne plus m’écrire par SMS, je préfère les e-mails. Je reste intéressé par un local de 120 m² environ dans le 11e.\n\nMarc Delaunay',
        {
          subject: 'Recherche de local',
        },
      ),
      answers(
        'D-7 09:40',
        'camille',
        'Bonjour Monsieur Delaunay,\n\nC’est noté dans votre fiche. Nous rentrons un local de 115 m² rue de Charonne : je vous envoie le dossier dès qu’il est prêt.\n\nCamille Martin',
        { subject: 'Re: Recherche de local' },
      ),
      labels('D-7 09:41', 'local', 'acquéreur'),
      says('5 h', 'email', 'Bonjour,\n\nLe dossier de la rue de Charonne est-il prêt ?\n\nMarc Delaunay', {
        subject: 'Re: Recherche de local',
      }),
      assigns('280 min', 'camille', 'camille'),
    ],
  },
  {
    prospect: {
      id: 'pauline-weber',
      name: 'Pauline Weber',
      phone: '+33639980207',
      email: 'pauline.weber@example.com',
    },
    story: [
      says('D-10 10:10', 'sms', 'Bonjour, je cherche un 2 pièces avec balcon, 380 000 max.'),
      answers('D-10 10:30', 'hugo', 'Bonjour Pauline, je vous préviens dès que nous en rentrons un. Hugo'),
      finishes('D-10 10:31', 'hugo'),
      answers(
        '3 h',
        'hugo',
        'Bonjour Pauline, un 2 pièces avec balcon arrive rue Faidherbe, 372 000 €. Visite cette semaine ?',
        {
          channel: 'sms',
          fate: { fails: '30003' },
        },
      ),
    ],
  },
  {
    prospect: {
      id: 'rachid-amrani',
      name: 'Rachid Amrani',
      phone: '+33639980208',
      email: 'rachid.amrani@example.com',
    },
    story: [
      says('D-14 14:00', 'sms', 'Bonjour, merci pour la visite de ce matin.'),
      answers('D-14 14:20', 'ines', 'Merci à vous Monsieur Amrani, à bientôt.'),
      sends(
        'D-13 10:00',
        'survey',
        {
          templateId: 'VISIT_SURVEY',
          data: { firstName: 'Rachid', surveyLink: 'https://agence-coccinelle.example/avis' },
        },
        { fate: 'clicked' },
      ),
      says('D-5 12:00', 'sms', 'STOP'),
    ],
  },
];

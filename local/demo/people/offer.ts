import { answers, assigns, drafts, labels, notes, type Person, says, sends } from '../story.ts';

/** An offer for the flat in the rue des Lilas: who makes it, who takes it, and the notary. */
export const OFFER: readonly Person[] = [
  {
    prospect: {
      id: 'sonia-benali',
      name: 'Sonia Benali',
      phone: '+33639980201',
      email: 'sonia.benali@example.com',
    },
    story: [
      says(
        'D-3 09:12',
        'email',
        'Bonjour,\n\nNous souhaitons faire une offre à 485 000 € pour l’appartement de la rue des Lilas, financement accordé par notre banque.\n\nCordialement,\nSonia Benali',
        {
          subject: 'Offre d’achat – 12 rue des Lilas',
        },
      ),
      answers(
        'D-3 10:01',
        'camille',
        'Bonjour Madame Benali,\n\nMerci pour votre offre, je la présente aux vendeurs aujourd’hui même. Pouvez-vous m’adresser votre dernier avis d’imposition ?\n\nBien à vous,\nCamille Martin',
        {
          subject: 'Re: Offre d’achat – 12 rue des Lilas',
          fate: 'clicked',
        },
      ),
      assigns('D-3 10:02', 'camille', 'camille'),
      labels('D-3 10:02', 'offre', 'T3 Lilas'),
      says(
        '2 h',
        'email',
        'Bonjour Madame Martin,\n\nVoici notre avis d’imposition. Les vendeurs ont-ils répondu ? Nous sommes prêts à signer dès la semaine prochaine.\n\nSonia Benali',
        {
          subject: 'Re: Offre d’achat – 12 rue des Lilas',
          quotes:
            'Le jeu. à 10:01, Agence Coccinelle <bonjour@agence-coccinelle.example> a écrit :\n> Bonjour Madame Benali,\n>\n> Merci pour votre offre, je la présente aux vendeurs aujourd’hui même. Pouvez-vous m’adresser votre dernier avis d’imposition ?\n>\n> Bien à vous,\n> Camille Martin',
          files: ['avis-imposition-2025.pdf'],
        },
      ),
      notes('100 min', 'hugo', '@Camille les vendeurs demandent 490 000 €, ils rappellent ce soir.'),
      drafts(
        '90 min',
        'camille',
        'Bonjour Madame Benali,\n\nMerci pour ce document. Les vendeurs seraient prêts à accepter 490 000 €. ',
        'email',
      ),
    ],
  },
  {
    prospect: {
      id: 'brigitte-leroux',
      name: 'Brigitte Leroux',
      phone: '+33639980302',
      whatsapp: '+33639980302',
      customer: true,
    },
    story: [
      says('D-6 16:20', 'whatsapp', 'Bonjour Hugo, combien de visites cette semaine pour la rue des Lilas ?'),
      answers(
        'D-6 16:45',
        'hugo',
        'Bonjour Madame Leroux, cinq visites et deux retours très positifs. Je vous appelle demain.',
      ),
      sends('D-3 10:20', 'notification', {
        templateId: 'OFFER_RECEIVED',
        data: {
          firstName: 'Brigitte',
          propertyAddress: '12 rue des Lilas',
          offerAmount: 485000,
          agentName: 'Hugo Bernard',
        },
      }),
      says(
        '26 min',
        'whatsapp',
        'Nous avons réfléchi : à 490 000 € nous signons. Vous pouvez le dire aux acheteurs ?',
      ),
      assigns('25 min', 'hugo', 'hugo'),
      labels('25 min', 'vendeur', 'offre'),
    ],
  },
  {
    prospect: {
      id: 'maitre-delattre',
      name: 'Maître Delattre',
      phone: '+33639980303',
      email: 'etude.delattre@example.com',
    },
    story: [
      says(
        'D-4 15:10',
        'email',
        'Madame, Monsieur,\n\nMerci de m’adresser le titre de propriété et les diagnostics du dossier Leroux.\n\nMaître Delattre, notaire',
        {
          subject: 'Dossier Leroux – pièces manquantes',
        },
      ),
      answers(
        'D-4 16:30',
        'camille',
        'Maître,\n\nLes pièces vous ont été déposées ce jour sur votre espace. Je reste à votre disposition.\n\nCamille Martin',
        {
          subject: 'Re: Dossier Leroux – pièces manquantes',
        },
      ),
      says(
        '70 min',
        'email',
        'Madame,\n\nVous trouverez ci-joint le compromis relu. Merci de me confirmer la date de signature avant vendredi.\n\nMaître Delattre',
        {
          subject: 'Dossier Leroux – compromis',
          files: ['compromis-relu.pdf'],
        },
      ),
      labels('65 min', 'notaire'),
      assigns('64 min', 'camille', 'camille'),
    ],
  },
];

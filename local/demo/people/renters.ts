import {
  answers,
  assigns,
  drafts,
  finishes,
  labels,
  notes,
  opens,
  type Person,
  says,
  sends,
  snoozes,
} from '../story.ts';

/** People who rent, or would like to. */
export const RENTERS: readonly Person[] = [
  {
    prospect: {
      id: 'ines-lopez',
      name: 'Inès Lopez',
      phone: '+33639980401',
      whatsapp: '+33639980401',
      customer: true,
    },
    story: [
      says(
        '40 min',
        'whatsapp',
        'Bonjour, il y a une fuite sous l’évier, voici une photo. L’eau coule encore !',
        { files: ['photo-fuite.jpg'] },
      ),
      notes('38 min', 'hugo', '@Inès plombier prévenu, il rappelle avant midi.'),
      labels('37 min', 'urgent', 'sinistre'),
      assigns('37 min', 'hugo', 'ines'),
      drafts(
        '36 min',
        'ines',
        'Bonjour, le plombier arrive dans l’heure. En attendant, pouvez-vous fermer le robinet d’arrêt sous l’évier ?',
      ),
    ],
  },
  {
    prospect: {
      id: 'hugo-lambert',
      name: 'Hugo Lambert',
      phone: '+33639980402',
      email: 'hugo.lambert@example.com',
      customer: true,
    },
    story: [
      says(
        'D-3 13:00',
        'email',
        'Bonjour,\n\nJe n’ai pas reçu ma quittance de loyer du mois dernier. Pouvez-vous me l’envoyer pour la CAF ?\n\nHugo Lambert',
        { subject: 'Quittance de loyer' },
      ),
      answers(
        'D-3 14:10',
        'ines',
        'Bonjour Hugo,\n\nVotre quittance vient de partir. Vous la trouverez aussi dans votre espace locataire.\n\nInès Moreau',
        { subject: 'Re: Quittance de loyer' },
      ),
      says('D-3 14:40', 'email', 'Bien reçue, merci pour votre rapidité !', {
        subject: 'Re: Quittance de loyer',
      }),
      finishes('D-3 14:45', 'ines'),
    ],
  },
  {
    prospect: {
      id: 'camille-roy',
      name: 'Camille Roy',
      phone: '+33639980403',
      email: 'camille.roy@example.com',
    },
    story: [
      says(
        'D-2 18:30',
        'sms',
        'Bonjour, étudiante de 20 ans, je cherche un studio pour le mois prochain. Mes parents sont garants.',
      ),
      answers(
        'D-1 09:05',
        'ines',
        'Bonjour Camille, un studio de 22 m² se libère rue Oberkampf, 890 € charges comprises. Intéressée ?',
        { channel: 'sms' },
      ),
      says('D-1 09:20', 'sms', 'Oui ! Quels documents vous faut-il ?'),
      answers(
        'D-1 09:31',
        'ines',
        'Pièce d’identité, carte d’étudiant, et pour vos garants : avis d’imposition et trois bulletins de paie.',
        { channel: 'sms' },
      ),
      labels('D-1 09:32', 'location', 'dossier'),
      assigns('D-1 09:32', 'ines', 'ines'),
      says('11 min', 'sms', 'Voilà, tout est déposé sur l’espace. Il manque encore quelque chose ?'),
    ],
  },
  {
    prospect: { id: 'ahmed-toure', name: 'Ahmed Touré', phone: '+33639980404', whatsapp: '+33639980404' },
    story: [
      says(
        '5 h',
        'whatsapp',
        'Bonjour, le T2 avenue Gambetta est-il encore à louer ? Je commence un CDI dans deux semaines.',
      ),
      opens('4 h'),
    ],
  },
  {
    prospect: {
      id: 'marine-collet',
      name: 'Marine Collet',
      phone: '+33639980405',
      email: 'marine.collet@example.com',
      customer: true,
    },
    story: [
      says(
        'D-9 20:00',
        'email',
        'Bonjour,\n\nJe vous informe de mon départ : voici mon préavis d’un mois, en zone tendue.\n\nMarine Collet',
        { subject: 'Préavis de départ' },
      ),
      answers(
        'D-8 09:00',
        'hugo',
        'Bonjour Marine,\n\nVotre préavis est bien enregistré. Je vous propose l’état des lieux de sortie le dernier jour à 9 h.\n\nHugo Bernard',
        { subject: 'Re: Préavis de départ' },
      ),
      says('D-7 10:00', 'email', 'C’est parfait, merci.', { subject: 'Re: Préavis de départ' }),
      assigns('D-7 10:05', 'hugo', 'hugo'),
      snoozes('D-7 10:06', 'D+6 09:00'),
    ],
  },
  {
    prospect: {
      id: 'bruno-fischer',
      name: 'Bruno Fischer',
      phone: '+33639980406',
      email: 'bruno.fischer@example.com',
      customer: true,
    },
    story: [
      says(
        'D-1 19:10',
        'sms',
        'Le chauffage collectif ne marche plus depuis ce matin, tout l’immeuble a froid.',
      ),
      labels('D-1 19:30', 'urgent'),
      answers(
        'D-1 19:31',
        'hugo',
        'Bonsoir M. Fischer, le chauffagiste est prévenu : intervention demain à 8 h 30.',
      ),
      says('3 h', 'sms', 'Le chauffage est revenu, merci !'),
      finishes('170 min', 'hugo'),
    ],
  },
  {
    prospect: { id: 'chloe-martinez', name: 'Chloé Martinez', phone: '+33639980407' },
    story: [
      says('D-4 11:15', 'sms', 'Bonjour, avez-vous une réponse pour mon dossier avenue Gambetta ?'),
      answers('D-4 11:40', 'ines', 'Bonjour Chloé, le propriétaire décide demain, je vous appelle.'),
      answers(
        'D-3 17:20',
        'ines',
        'Bonne nouvelle Chloé : votre dossier est accepté ! Signature du bail samedi 11 h ?',
        {
          channel: 'sms',
          fate: { refused: '30005' },
        },
      ),
    ],
  },
  {
    prospect: {
      id: 'louis-bertin',
      name: 'Louis Bertin',
      phone: '+33639980408',
      email: 'louis.bertin@example.com',
      customer: true,
    },
    story: [
      sends('D-6 09:00', 'document', {
        templateId: 'DOCUMENT_SIGNED',
        data: { firstName: 'Louis', documentName: 'Bail – 44 rue Oberkampf', agentName: 'Inès Moreau' },
      }),
      says('D-6 09:30', 'sms', 'Merci ! À quelle heure pour les clés ?'),
      answers('D-6 09:45', 'ines', 'Samedi à partir de 9 h 30 à l’agence, avec une pièce d’identité.'),
      finishes('D-6 09:46', 'ines'),
    ],
  },
];

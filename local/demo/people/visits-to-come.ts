import { answers, assigns, finishes, labels, notes, opens, type Person, reminds, says } from '../story.ts';

const LILAS = '12 rue des Lilas, 75020 Paris';
const GENIE = '5 passage du Génie, 75012 Paris';
const FAIDHERBE = '9 bis rue Faidherbe, 75011 Paris';

/** People who visit in the next days: reminders, and what they answered to them. */
export const VISITORS_TO_COME: readonly Person[] = [
  {
    prospect: {
      id: 'lea-fontaine',
      name: 'Léa Fontaine',
      phone: '+33639980101',
      whatsapp: '+33639980101',
      email: 'lea.fontaine@example.com',
      preferences: { preferredChannels: ['whatsapp', 'sms'] },
    },
    story: [
      says('D-4 12:20', 'whatsapp', 'Bonjour, le T3 de la rue des Lilas est-il toujours disponible ?'),
      answers(
        'D-4 12:41',
        'camille',
        'Bonjour Léa, oui ! 64 m², 3e avec ascenseur, 498 000 €. Souhaitez-vous le visiter ?',
      ),
      says('D-4 12:48', 'whatsapp', 'Avec plaisir, plutôt en fin de journée si possible'),
      answers(
        'D-4 13:05',
        'camille',
        'Je vous propose 18 h 30, sur place. Vous recevrez un rappel la veille.',
      ),
      says('D-4 13:11', 'whatsapp', 'C’est parfait, merci'),
      finishes('D-4 13:12', 'camille'),
      assigns('D-4 13:12', 'camille', 'camille'),
      labels('D-4 13:13', 'acquéreur', 'T3 Lilas'),
      reminds('5 h', 'D+1 18:30', 'Léa', LILAS, { channel: 'whatsapp' }),
      says('4 h', 'whatsapp', 'Oui, je confirme', { tap: true }),
      opens('3 h'),
    ],
  },
  {
    prospect: {
      id: 'karim-haddad',
      name: 'Karim Haddad',
      phone: '+33639980102',
      email: 'k.haddad@example.com',
    },
    story: [
      says('D-5 18:02', 'sms', 'Bonjour, je cherche un 4 pièces dans le 12e, budget 720 000. Karim Haddad'),
      answers(
        'D-5 18:30',
        'hugo',
        'Bonjour M. Haddad, nous avons un T4 de 82 m² passage du Génie à 705 000 €. Une visite en fin de journée ?',
      ),
      says('D-4 09:10', 'sms', 'Oui, 17 h ça me va'),
      answers('D-4 09:25', 'hugo', 'C’est noté, je vous envoie un rappel la veille. Hugo'),
      labels('D-4 09:26', 'acquéreur'),
      assigns('D-4 09:26', 'hugo', 'hugo'),
      reminds('6 h', 'D+1 17:00', 'Karim', GENIE, { channel: 'sms' }),
      says('2 h', 'sms', 'NON'),
      says('110 min', 'sms', 'Désolé, je suis bloqué à Lyon. Possible la semaine prochaine ?'),
      notes('100 min', 'ines', '@Hugo le propriétaire est là toute la semaine prochaine, j’ai les clés.'),
    ],
  },
  {
    prospect: {
      id: 'manon-lefevre',
      name: 'Manon Lefèvre',
      phone: '+33639980103',
      whatsapp: '+33639980103',
      preferences: { preferredChannels: ['whatsapp'] },
    },
    story: [
      says('D-3 20:14', 'whatsapp', 'Bonsoir, nous aimerions voir la rue Faidherbe avec ma mère'),
      answers('D-2 09:02', 'ines', 'Bonjour Manon, très bien. 11 h vous conviendrait ?'),
      says('D-2 09:30', 'whatsapp', 'Oui super'),
      answers('D-2 09:31', 'ines', 'Parfait, à très vite Manon !'),
      assigns('D-2 09:31', 'ines', 'ines'),
      reminds('4 h', 'D+1 11:00', 'Manon', FAIDHERBE, { channel: 'whatsapp' }),
      says('190 min', 'whatsapp', 'Changer de date', { tap: true }),
      opens('3 h'),
      notes('170 min', 'ines', 'Sa mère arrive samedi : proposer le week-end.'),
    ],
  },
  {
    prospect: {
      id: 'olivier-rousseau',
      name: 'Olivier Rousseau',
      phone: '+33639980104',
      email: 'olivier.rousseau@example.com',
    },
    consent: {
      granted: true,
      text: 'J’accepte de recevoir les nouvelles annonces.',
      source: 'formulaire du site',
      at: 'D-20 11:05',
    },
    story: [
      says(
        'D-6 11:40',
        'email',
        'Bonjour,\n\nJe souhaite visiter la maison de Montreuil dès que possible. Je suis disponible le samedi.\n\nOlivier Rousseau',
        {
          subject: 'Visite – 3 allée des Tilleuls',
        },
      ),
      answers(
        'D-6 14:02',
        'camille',
        'Bonjour Monsieur Rousseau,\n\nVotre visite est prévue à 10 h 30, vous recevrez un rappel la veille. Vous pourrez vous garer dans l’allée.\n\nBien à vous,\nCamille Martin',
        { subject: 'Re: Visite – 3 allée des Tilleuls' },
      ),
      reminds('5 h', 'D+1 10:30', 'Olivier', '3 allée des Tilleuls, 93100 Montreuil', { channel: 'sms' }),
      says('270 min', 'sms', 'OUI'),
      finishes('4 h', 'camille'),
    ],
  },
];

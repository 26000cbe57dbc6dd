import { answers, assigns, finishes, labels, notes, type Person, says, sends } from '../story.ts';

const GENIE = '5 passage du Génie, 75012 Paris';

/** People who have visited, or are about to choose a day. */
export const VISITORS: readonly Person[] = [
  {
    prospect: {
      id: 'garnier-claire',
      name: 'Claire Garnier',
      phone: '+33639980105',
      email: 'claire.garnier@example.com',
    },
    story: [
      says(
        'D-2 19:30',
        'sms',
        'Bonsoir, Thomas et moi avons adoré l’appartement de la rue de Charonne. Peut-on le revoir avec un architecte ?',
      ),
      notes(
        'D-1 09:00',
        'camille',
        'Claire et Thomas partagent ce numéro : bien préciser à qui l’on répond.',
      ),
      answers('D-1 09:12', 'hugo', 'Bonjour Claire, bien sûr. Lundi 12 h 30 avec votre architecte ?'),
      says('35 min', 'sms', 'Parfait pour lundi. Thomas demande si la cave est comprise dans le prix ?'),
      labels('34 min', 'acquéreur', '2e visite'),
    ],
  },
  {
    prospect: {
      id: 'garnier-thomas',
      name: 'Thomas Garnier',
      phone: '+33639980105',
      email: 'thomas.garnier@example.com',
    },
    story: [
      says(
        'D-8 08:50',
        'email',
        'Bonjour,\n\nPouvez-vous m’envoyer les trois derniers procès-verbaux d’assemblée générale de la rue de Charonne ?\n\nMerci,\nThomas Garnier',
        {
          subject: 'PV d’assemblée générale',
        },
      ),
      answers(
        'D-8 10:15',
        'hugo',
        'Bonjour Thomas,\n\nJe les demande au syndic et vous les transmets sous 48 heures.\n\nHugo Bernard',
        { subject: 'Re: PV d’assemblée générale' },
      ),
      assigns('D-8 10:16', 'hugo', 'hugo'),
    ],
  },
  {
    prospect: {
      id: 'emma-whitfield',
      name: 'Emma Whitfield',
      phone: '+447700900112',
      whatsapp: '+447700900112',
      email: 'emma.whitfield@example.com',
      locale: 'en',
      timeZone: 'Europe/London',
    },
    story: [
      says(
        'D-2 15:05',
        'whatsapp',
        'Hello! We are moving to Paris in two months. Is the two-bedroom flat near Nation still on the market?',
      ),
      answers(
        'D-2 15:22',
        'ines',
        'Hello Emma, yes it is: 68 sqm, third floor with a lift, €585,000. Would a video visit help before you travel?',
      ),
      says('D-2 15:40', 'whatsapp', 'That would be brilliant. Any morning this week, UK time.'),
      answers('D-1 10:05', 'ines', 'Shall we say 10:00 in London, 11:00 in Paris? I will send you the link.'),
      assigns('D-1 10:06', 'ines', 'ines'),
      labels('D-1 10:06', 'English', 'acquéreur'),
      says(
        '14 min',
        'whatsapp',
        'Perfect, thank you Inès! Could you also tell us about the service charges?',
      ),
    ],
  },
  {
    prospect: { id: 'nicolas-perrin', name: 'Nicolas Perrin', phone: '+33639980107' },
    story: [
      sends(
        'D-9 09:00',
        'appointment',
        { templateId: 'APPOINTMENT_CONFIRMATION', data: { firstName: 'Nicolas', appointmentAddress: GENIE } },
        { appointmentAt: 'D-7 14:00' },
      ),
      says('D-8 19:20', 'sms', 'Merci, j’y serai.'),
      finishes('D-8 19:25', 'hugo'),
      sends('D-6 18:00', 'appointment', {
        templateId: 'VISIT_FOLLOW_UP',
        data: { firstName: 'Nicolas', propertyAddress: GENIE },
      }),
      says('D-6 18:40', 'sms', 'NON'),
    ],
  },
];

import type { Language } from './formats.ts';

/** What only an open conversation says: why messages fail, by the codes of providers, and what happened. It brings its words along. */
const fr = {
  deferredUntil: (when: string) => `partira ${when}`,
  snoozeFor: {
    later: 'Plus tard aujourd’hui',
    tomorrow: 'Demain matin',
    monday: 'Lundi matin',
    week: 'Dans une semaine',
  },
  failure: (reason: string) => `Échec : ${reason}`,
  unknown: 'le fournisseur n’a pas dit pourquoi',
  reasons: {
    '21211': 'ce numéro n’existe pas',
    '21610': 'la personne a envoyé STOP',
    '21614': 'ce numéro ne reçoit pas de SMS',
    '30003': 'le téléphone est éteint ou injoignable',
    '30004': 'l’opérateur a bloqué le message',
    '30005': 'ce numéro n’est plus attribué',
    '30006': 'une ligne fixe ne reçoit pas de SMS',
    '30007': 'l’opérateur a filtré le message',
    '63016': 'hors des 24 h de WhatsApp, il faut un modèle',
    '63024': 'ce numéro n’a pas WhatsApp',
    bounced: 'cette adresse e-mail n’existe pas',
    complained: 'la personne a signalé un message comme indésirable',
    suppressed: 'cette adresse ne doit plus être utilisée',
    'provider-busy': 'le fournisseur est resté indisponible, rien n’est parti',
    'not-taken': 'le fournisseur n’a pas pris le message, rien n’est parti',
  } as Readonly<Record<string, string>>,
  events: {
    assigned: (by: string, to: string) => `${by} a attribué la conversation à ${to}`,
    unassigned: (by: string) => `${by} a retiré l’attribution`,
    merged: 'Deux fiches ont été réunies',
    unmerged: 'Les fiches ont été séparées',
    'opted-out': (channel: string) => `Ne veut plus de messages ${channel}`,
    'opted-in': (channel: string) => `Accepte de nouveau les messages ${channel}`,
    done: (by: string) => `${by} a marqué comme traité`,
    someone: 'Quelqu’un',
    nobody: 'personne',
  },
};

const en: typeof fr = {
  deferredUntil: (when) => `leaves ${when}`,
  snoozeFor: {
    later: 'Later today',
    tomorrow: 'Tomorrow morning',
    monday: 'Monday morning',
    week: 'In a week',
  },
  failure: (reason) => `Failed: ${reason}`,
  unknown: 'the provider did not say why',
  reasons: {
    '21211': 'this number does not exist',
    '21610': 'the person sent STOP',
    '21614': 'this number cannot receive SMS',
    '30003': 'the phone is off or out of reach',
    '30004': 'the carrier blocked the message',
    '30005': 'this number is no longer in use',
    '30006': 'a landline does not receive SMS',
    '30007': 'the carrier filtered the message',
    '63016': 'outside WhatsApp’s 24 hours a template is needed',
    '63024': 'this number is not on WhatsApp',
    bounced: 'this e-mail address does not exist',
    complained: 'the person reported a message as spam',
    suppressed: 'this address must not be used again',
    'provider-busy': 'the provider stayed out of reach, nothing was sent',
    'not-taken': 'the provider did not take the message, nothing was sent',
  },
  events: {
    assigned: (by, to) => `${by} assigned the conversation to ${to}`,
    unassigned: (by) => `${by} removed the assignment`,
    merged: 'Two records were merged',
    unmerged: 'The records were separated',
    'opted-out': (channel) => `Wants no more messages ${channel}`,
    'opted-in': (channel) => `Accepts messages ${channel} again`,
    done: (by) => `${by} marked it as done`,
    someone: 'Someone',
    nobody: 'nobody',
  },
};

export const THREAD_TEXTS: Readonly<Record<Language, typeof fr>> = { fr, en };

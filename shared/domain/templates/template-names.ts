import type { Locale } from '../prospect.ts';
import type { TemplateId } from './contracts.ts';

/** What agents call the templates. */
export const TEMPLATE_NAMES: Readonly<Record<TemplateId, Readonly<Record<Locale, string>>>> = {
  APPOINTMENT_CONFIRMATION: { fr: 'Rendez-vous confirmé', en: 'Appointment confirmed' },
  APPOINTMENT_REMINDER_24H: { fr: 'Rappel la veille', en: 'Reminder the day before' },
  APPOINTMENT_REMINDER_2H: { fr: 'Rappel deux heures avant', en: 'Reminder two hours before' },
  APPOINTMENT_RESCHEDULED: { fr: 'Rendez-vous déplacé', en: 'Appointment moved' },
  APPOINTMENT_CANCELLED: { fr: 'Rendez-vous annulé', en: 'Appointment cancelled' },
  VISIT_FOLLOW_UP: { fr: 'Suite de visite', en: 'After a visit' },
  VISIT_SURVEY: { fr: 'Avis après une visite', en: 'Survey after a visit' },
  ESTIMATE_READY: { fr: 'Estimation prête', en: 'Estimate ready' },
  NEW_PROPERTY_ALERT: { fr: 'Nouveau bien', en: 'New property' },
  PRICE_DROP_ALERT: { fr: 'Baisse de prix', en: 'Price drop' },
  PROPERTY_SOLD: { fr: 'Bien vendu', en: 'Property sold' },
  MANDATE_SIGNED: { fr: 'Mandat signé', en: 'Mandate signed' },
  OFFER_RECEIVED: { fr: 'Offre reçue', en: 'Offer received' },
  DOCUMENT_TO_SIGN: { fr: 'Document à signer', en: 'Document to sign' },
  DOCUMENT_SIGNED: { fr: 'Document signé', en: 'Document signed' },
  DOCUMENT_MISSING: { fr: 'Pièces manquantes', en: 'Missing documents' },
  WELCOME: { fr: 'Bienvenue', en: 'Welcome' },
  MISSED_CALL: { fr: 'Appel manqué', en: 'Missed call' },
  OUT_OF_OFFICE: { fr: 'Agence fermée', en: 'Out of office' },
};

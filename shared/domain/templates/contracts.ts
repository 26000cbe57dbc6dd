import type { VariableName } from './variables.ts';

/** What a template is about. */
export type TemplateCategory =
  | 'appointment'
  | 'notification'
  | 'document'
  | 'survey'
  | 'marketing'
  | 'general';

/** The channels that have wordings of their own. */
export const WORDED_CHANNELS = ['sms', 'email', 'whatsapp'] as const;
export type WordedChannel = (typeof WORDED_CHANNELS)[number];

/** What a client has to know of a template: one meaning, one id, on every channel that can carry it. */
export interface TemplateContract {
  category: TemplateCategory;
  channels: readonly WordedChannel[];
  /** Asks for an answer such as OUI or NON. */
  expectsReply?: true;
  required: readonly VariableName[];
  optional: readonly VariableName[];
}

const EVERYWHERE = WORDED_CHANNELS;
const PLACE = ['agentName', 'agentPhone', 'mapLink', 'calendarLink'] as const;
const PROPERTY = [
  'propertyType',
  'propertySurface',
  'propertyRooms',
  'propertyFeatures',
  'propertyDescription',
  'propertyImage',
  'viewDetailsLink',
  'scheduleVisitLink',
] as const;

/**
 * The templates that every agency has. `companyName` is a variable of all of them and need not be given: the
 * agency's own name stands in for it.
 */
export const TEMPLATES = {
  APPOINTMENT_CONFIRMATION: {
    category: 'appointment',
    channels: EVERYWHERE,
    required: ['firstName', 'appointmentDate', 'appointmentTime', 'appointmentAddress'],
    optional: PLACE,
  },
  APPOINTMENT_REMINDER_24H: {
    category: 'appointment',
    channels: EVERYWHERE,
    expectsReply: true,
    required: ['firstName', 'appointmentTime'],
    optional: ['appointmentDate', 'appointmentAddress', ...PLACE],
  },
  APPOINTMENT_REMINDER_2H: {
    category: 'appointment',
    channels: EVERYWHERE,
    required: ['firstName', 'appointmentTime', 'appointmentAddress'],
    optional: ['appointmentDate', ...PLACE],
  },
  APPOINTMENT_RESCHEDULED: {
    category: 'appointment',
    channels: ['sms', 'whatsapp'],
    required: ['firstName', 'appointmentDate', 'appointmentTime', 'appointmentAddress'],
    optional: PLACE,
  },
  APPOINTMENT_CANCELLED: {
    category: 'appointment',
    channels: EVERYWHERE,
    required: ['firstName', 'appointmentDate', 'appointmentTime'],
    optional: ['appointmentAddress', 'agentName', 'agentPhone', 'scheduleVisitLink'],
  },
  VISIT_FOLLOW_UP: {
    category: 'appointment',
    channels: ['sms'],
    expectsReply: true,
    required: ['firstName', 'propertyAddress'],
    optional: ['agentName'],
  },
  VISIT_SURVEY: {
    category: 'survey',
    channels: EVERYWHERE,
    required: ['firstName', 'surveyLink'],
    optional: ['agentName', 'propertyAddress'],
  },
  ESTIMATE_READY: {
    category: 'notification',
    channels: ['email'],
    required: ['firstName', 'propertyAddress', 'estimateLow', 'estimateHigh'],
    optional: [
      'propertyType',
      'propertySurface',
      'propertyRooms',
      'propertyImage',
      'comparableCount',
      'estimateLink',
      'scheduleVisitLink',
      'agentName',
      'agentPhone',
    ],
  },
  NEW_PROPERTY_ALERT: {
    category: 'marketing',
    channels: EVERYWHERE,
    required: ['propertyAddress', 'propertyPrice'],
    optional: ['firstName', 'agentName', 'agentPhone', ...PROPERTY, 'propertySecondImage'],
  },
  PRICE_DROP_ALERT: {
    category: 'marketing',
    channels: ['sms', 'whatsapp'],
    required: ['propertyAddress', 'propertyPrice', 'previousPrice'],
    optional: ['firstName', 'agentName', 'agentPhone', ...PROPERTY],
  },
  PROPERTY_SOLD: {
    category: 'notification',
    channels: ['sms'],
    required: ['firstName', 'propertyAddress'],
    optional: ['agentName', 'agentPhone'],
  },
  MANDATE_SIGNED: {
    category: 'notification',
    channels: ['whatsapp'],
    required: ['firstName', 'mandateNumber', 'propertyAddress', 'agentName'],
    optional: ['agentPhone'],
  },
  OFFER_RECEIVED: {
    category: 'notification',
    channels: ['sms', 'whatsapp'],
    required: ['firstName', 'propertyAddress', 'offerAmount'],
    optional: ['agentName', 'agentPhone'],
  },
  DOCUMENT_TO_SIGN: {
    category: 'document',
    channels: EVERYWHERE,
    required: ['firstName', 'documentName', 'signatureLink'],
    optional: ['signBefore', 'agentName', 'agentPhone', 'propertyAddress'],
  },
  DOCUMENT_SIGNED: {
    category: 'document',
    channels: ['sms', 'email'],
    required: ['firstName', 'documentName'],
    optional: ['documentLink', 'agentName', 'propertyAddress'],
  },
  DOCUMENT_MISSING: {
    category: 'document',
    channels: ['whatsapp'],
    required: ['firstName', 'missingDocuments', 'uploadLink'],
    optional: ['agentName', 'agentPhone'],
  },
  WELCOME: {
    category: 'general',
    channels: ['whatsapp'],
    required: ['firstName', 'agentName'],
    optional: ['agentPhone'],
  },
  MISSED_CALL: {
    category: 'general',
    channels: ['sms'],
    required: ['companyPhone'],
    optional: ['firstName', 'agentName'],
  },
  OUT_OF_OFFICE: {
    category: 'general',
    channels: ['sms'],
    required: ['reopeningDate'],
    optional: ['reopeningTime', 'emergencyPhone', 'firstName'],
  },
} as const satisfies Readonly<Record<string, TemplateContract>>;

export type TemplateId = keyof typeof TEMPLATES;

/**
 * The category under which a channel's wording is filed: SMS and e-mail have no documents, and WhatsApp no marketing
 * (Meta's own category says that).
 */
export function categoryOn(channel: WordedChannel, category: TemplateCategory): TemplateCategory {
  if (category === 'document' && channel !== 'whatsapp') return 'notification';
  return category === 'marketing' && channel === 'whatsapp' ? 'notification' : category;
}

/**
 * What a variable is, which decides how it is written. `text` is one line and `paragraph` several; a `date` is
 * `2026-12-01`, a `time` `15:30`, both also an instant with its offset; `money` is euros, `surface` square metres.
 */
export type VariableType =
  | 'text'
  | 'paragraph'
  | 'date'
  | 'time'
  | 'money'
  | 'count'
  | 'surface'
  | 'phone'
  | 'url'
  | 'image';

/** Every variable of the catalogue. One name means the same thing in all templates. */
export const VARIABLE_TYPES = {
  firstName: 'text',
  companyName: 'text',
  companyPhone: 'phone',
  stopNumber: 'text',
  agentName: 'text',
  agentPhone: 'phone',
  appointmentDate: 'date',
  appointmentTime: 'time',
  appointmentAddress: 'text',
  mapLink: 'url',
  calendarLink: 'url',
  scheduleVisitLink: 'url',
  surveyLink: 'url',
  propertyType: 'text',
  propertyAddress: 'text',
  propertyPrice: 'money',
  previousPrice: 'money',
  propertySurface: 'surface',
  propertyRooms: 'count',
  propertyDescription: 'paragraph',
  propertyFeatures: 'text',
  propertyImage: 'image',
  propertySecondImage: 'image',
  viewDetailsLink: 'url',
  estimateLow: 'money',
  estimateHigh: 'money',
  estimateLink: 'url',
  comparableCount: 'count',
  offerAmount: 'money',
  mandateNumber: 'text',
  documentName: 'text',
  documentLink: 'url',
  signatureLink: 'url',
  signBefore: 'date',
  missingDocuments: 'text',
  uploadLink: 'url',
  reopeningDate: 'date',
  reopeningTime: 'time',
  emergencyPhone: 'phone',
} as const satisfies Readonly<Record<string, VariableType>>;

export type VariableName = keyof typeof VARIABLE_TYPES;

export function isVariable(name: string): name is VariableName {
  return Object.hasOwn(VARIABLE_TYPES, name);
}

/**
 * The most characters of a value. With these, no SMS or WhatsApp wording can grow beyond what a provider takes in
 * one message.
 */
export const LONGEST_VALUE: Readonly<Record<VariableType, number>> = {
  text: 200,
  paragraph: 2_000,
  date: 60,
  time: 60,
  money: 60,
  count: 60,
  surface: 60,
  phone: 60,
  url: 600,
  image: 2_000,
};

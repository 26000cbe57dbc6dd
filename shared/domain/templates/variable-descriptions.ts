import type { Locale } from '../prospect.ts';
import type { VariableName } from './variables.ts';

/** What a person who writes or previews a template reads about a variable. */
export interface VariableDescription {
  label: Readonly<Record<Locale, string>>;
  example: Readonly<Record<Locale, string | number>>;
}

function described(
  fr: string,
  en: string,
  example: string | number,
  englishExample = example,
): VariableDescription {
  return { label: { fr, en }, example: { fr: example, en: englishExample } };
}

export const VARIABLE_DESCRIPTIONS: Readonly<Record<VariableName, VariableDescription>> = {
  firstName: described('Prénom', 'First name', 'Marie'),
  companyName: described('Nom de l’agence', 'Agency', 'Agence Dupont'),
  companyPhone: described('Téléphone de l’agence', 'Agency phone', '+33478123456'),
  stopNumber: described('Numéro STOP', 'STOP number', '36105'),
  agentName: described('Nom du conseiller', 'Agent', 'Julie Martin'),
  agentPhone: described('Téléphone du conseiller', 'Agent’s phone', '+33612345678'),
  appointmentDate: described('Date du rendez-vous', 'Date of the appointment', '2026-12-01'),
  appointmentTime: described('Heure du rendez-vous', 'Time of the appointment', '15:30'),
  appointmentAddress: described(
    'Lieu du rendez-vous',
    'Place of the appointment',
    '12 rue des Lilas, Lyon 3e',
  ),
  mapLink: described('Lien vers le plan', 'Link to the map', 'https://agence-dupont.fr/plan/8f3k'),
  calendarLink: described(
    'Lien vers l’agenda',
    'Link to the calendar file',
    'https://agence-dupont.fr/rdv/8f3k.ics',
  ),
  scheduleVisitLink: described(
    'Lien de prise de rendez-vous',
    'Link to book a visit',
    'https://agence-dupont.fr/rdv/8f3k',
  ),
  surveyLink: described('Lien vers l’enquête', 'Link to the survey', 'https://agence-dupont.fr/avis/8f3k'),
  propertyType: described('Type de bien', 'Kind of property', 'Appartement 3 pièces', '3-room flat'),
  propertyAddress: described('Adresse du bien', 'Address of the property', '45 avenue Foch, Lyon 6e'),
  propertyPrice: described('Prix du bien', 'Price of the property', 245_000),
  previousPrice: described('Ancien prix', 'Previous price', 259_000),
  propertySurface: described('Surface (m²)', 'Surface (m²)', 85),
  propertyRooms: described('Nombre de pièces', 'Number of rooms', 3),
  propertyDescription: described(
    'Description du bien',
    'Description of the property',
    'Au troisième étage avec ascenseur, séjour traversant et balcon plein sud.',
    'On the third floor with a lift, a bright living room and a balcony facing south.',
  ),
  propertyFeatures: described(
    'Atouts du bien',
    'Features',
    'balcon, cave, parking',
    'balcony, cellar, parking',
  ),
  propertyImage: described(
    'Photo du bien',
    'Photo of the property',
    'https://agence-dupont.example/p/8f3k.jpg',
  ),
  propertySecondImage: described(
    'Seconde photo du bien, dans les e-mails',
    'Second photo of the property, in e-mails',
    'https://agence-dupont.example/p/8f3k-2.jpg',
  ),
  viewDetailsLink: described('Lien vers l’annonce', 'Link to the listing', 'https://agence-dupont.fr/b/8f3k'),
  estimateLow: described('Bas de la fourchette', 'Low end of the range', 235_000),
  estimateHigh: described('Haut de la fourchette', 'High end of the range', 255_000),
  estimateLink: described(
    'Lien vers l’estimation',
    'Link to the estimate',
    'https://agence-dupont.fr/e/8f3k',
  ),
  comparableCount: described('Nombre de ventes comparables', 'Number of comparable sales', 12),
  offerAmount: described('Montant de l’offre', 'Amount of the offer', 238_000),
  mandateNumber: described('Numéro de mandat', 'Number of the mandate', '2026-0412'),
  documentName: described(
    'Nom du document',
    'Name of the document',
    'Compromis de vente',
    'Preliminary contract',
  ),
  documentLink: described('Lien vers le document', 'Link to the document', 'https://agence-dupont.fr/d/8f3k'),
  signatureLink: described('Lien de signature', 'Link to sign', 'https://agence-dupont.fr/s/8f3k'),
  signBefore: described('À signer avant le', 'To sign before', '2026-12-04'),
  missingDocuments: described(
    'Pièces manquantes',
    'Missing documents',
    'titre de propriété, taxe foncière',
    'title deed, property tax notice',
  ),
  uploadLink: described('Lien de dépôt', 'Link to upload', 'https://agence-dupont.fr/depot/8f3k'),
  reopeningDate: described('Date de réouverture', 'Date of reopening', '2026-12-07'),
  reopeningTime: described('Heure de réouverture', 'Time of reopening', '09:00'),
  emergencyPhone: described('Téléphone d’urgence', 'Emergency phone', '+33478123457'),
};

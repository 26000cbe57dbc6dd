import type { SavedReply } from '../../shared/ports/saved-replies.ts';

/** Words that the agents of the demonstration use again and again. */
export const SAVED_REPLIES: readonly SavedReply[] = [
  {
    id: 'demo-visite',
    title: 'Proposer une visite',
    text: 'Bonjour, ce bien est toujours disponible. Quand souhaitez-vous le visiter ?',
  },
  {
    id: 'demo-dossier',
    title: 'Pièces du dossier de location',
    text: 'Pour votre dossier : pièce d’identité, dernier avis d’imposition, trois derniers bulletins de paie et contrat de travail. Les mêmes pour chaque garant.',
  },
  {
    id: 'demo-cles',
    title: 'Remise des clés',
    text: 'La remise des clés se fait à l’agence, 8 rue des Coccinelles, du lundi au samedi de 9 h 30 à 18 h 30, avec une pièce d’identité.',
  },
  {
    id: 'demo-charges',
    title: 'Service charges (English)',
    text: 'The service charges include the caretaker, the lift, cold water and the upkeep of the common areas. I am sending you the last statement.',
  },
  {
    id: 'demo-absence',
    title: 'Je reviens vers vous',
    text: 'Merci pour votre message. Je me renseigne et je reviens vers vous dans la journée.',
  },
];

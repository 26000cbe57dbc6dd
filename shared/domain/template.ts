import type { Content } from './message.ts';
import { TEMPLATES, type TemplateContract, type TemplateId } from './templates/contracts.ts';

/** Of templates, what can be said without their wordings: functions that only check need no more. */

export function isKnownTemplate(id: string): id is TemplateId {
  return Object.hasOwn(TEMPLATES, id);
}

export function contractOf(id: string | undefined): TemplateContract | undefined {
  return id !== undefined && isKnownTemplate(id) ? TEMPLATES[id] : undefined;
}

/** Does the content ask for an answer (« Répondez OUI »)? A text of the client's own takes the template's place. */
export function expectsReply({ body, templateId }: Content): boolean {
  return body === undefined && contractOf(templateId)?.expectsReply === true;
}

import type { Channel } from './channel.ts';
import type { Content } from './message.ts';
import { TEMPLATES, type TemplateContract, type TemplateId } from './templates/contracts.ts';
import type { Tenant } from './tenant.ts';

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

/**
 * Is a template that asks for an answer by SMS answered by a link, because nobody can write to the sender? Every such
 * template of the catalogue has a wording for it, and an agency's own gets a line.
 */
export function isAnsweredByLink(id: string | undefined, { senders, linkBase }: Tenant): boolean {
  return contractOf(id)?.expectsReply === true && linkBase !== undefined && senders.sms?.twoWay === false;
}

/** Does what the message says on a channel lead to a page that takes its answer? */
export function carriesAnswerLink(content: Content, channel: Channel, tenant: Tenant): boolean {
  if (!expectsReply(content) || tenant.linkBase === undefined) return false;
  if (channel === 'email') return true;
  if (channel !== 'sms') return false;
  const own = Object.values(content.wordings?.sms ?? {});
  return isAnsweredByLink(content.templateId, tenant) || own.some((text) => text.includes(ANSWER_LINK));
}

/** In an agency's own words: the place where it wants the link. */
export const ANSWER_LINK = '{{answerLink}}';

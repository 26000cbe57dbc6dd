import type { Instant } from '../domain/instant.ts';
import type { Content, Message } from '../domain/message.ts';
import { CATALOGUE_VERSION } from '../domain/templates/own-wordings.ts';
import type { TemplateStore } from '../ports/template-store.ts';

/** The content with the version of its template that is published now, which it keeps from here on. */
export async function withPublishedVersion(
  templates: TemplateStore,
  content: Content,
  now: Instant,
): Promise<Content> {
  const { templateId, templateVersion } = content;
  if (templateId === undefined || templateVersion !== undefined) return content;
  const published = await templates.published(now);
  const version = Object.hasOwn(published, templateId) ? published[templateId] : undefined;
  return version === undefined || version === CATALOGUE_VERSION
    ? content
    : { ...content, templateVersion: version };
}

/**
 * The content with the words of the version that it keeps.
 * @throws Error when there is no such version: none is ever removed.
 */
export async function withOwnWordings(templates: TemplateStore, content: Content): Promise<Content> {
  const { templateId, templateVersion } = content;
  if (templateId === undefined || templateVersion === undefined || templateVersion === CATALOGUE_VERSION)
    return content;
  const version = await templates.read(templateId, templateVersion);
  if (version === undefined) throw new Error(`There is no version ${templateVersion} of ${templateId}`);
  return { ...content, wordings: version.wordings };
}

/** Puts a message that was completed otherwise together with its words. */
export function withContent(message: Message, content: Content): Message {
  return content === message.content ? message : { ...message, content };
}

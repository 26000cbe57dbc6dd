import { isKnownTemplate } from '../domain/template.ts';
import type { TemplateId } from '../domain/templates/contracts.ts';
import {
  CATALOGUE_VERSION,
  type OwnWordings,
  type PublishedVersions,
  type TemplateVersion,
} from '../domain/templates/own-wordings.ts';
import { AppError } from '../errors.ts';
import type { TemplateStore } from '../ports/template-store.ts';

/** A template with the agency's own words. */
export interface OwnTemplate {
  id: TemplateId;
  /** 0: the catalogue's. */
  publishedVersion: number;
  latestVersion: number;
  /** Of the published version. */
  wordings: OwnWordings;
}

/** @throws AppError `not-found` for an id that is not in the catalogue. */
export function requireTemplate(id: string): TemplateId {
  if (!isKnownTemplate(id)) throw new AppError('not-found', `There is no template ${id}.`);
  return id;
}

export function publishedVersionOf(id: TemplateId, published: PublishedVersions): number {
  return published[id] ?? CATALOGUE_VERSION;
}

/** @throws AppError `not-found`. */
export async function readTemplate(templates: TemplateStore, templateId: string): Promise<OwnTemplate> {
  const id = requireTemplate(templateId);
  const [published, [latest]] = await Promise.all([templates.publishedNow(), templates.list(id)]);
  const publishedVersion = publishedVersionOf(id, published);
  const { wordings } = await readVersion(templates, id, publishedVersion);
  return { id, publishedVersion, latestVersion: latest?.number ?? CATALOGUE_VERSION, wordings };
}

/** Every version, the newest first. @throws AppError `not-found`. */
export async function listVersions(templates: TemplateStore, templateId: string) {
  return templates.list(requireTemplate(templateId));
}

/** @throws AppError `not-found`, also for what is no number. */
export async function readTemplateVersion(templates: TemplateStore, templateId: string, version: string) {
  const id = requireTemplate(templateId);
  if (!/^\d{1,7}$/.test(version)) throw new AppError('not-found', `${id} has no such version.`);
  return readVersion(templates, id, Number(version));
}

/** A version; the catalogue's has no words of the agency's own. @throws AppError `not-found`. */
export async function readVersion(
  templates: TemplateStore,
  id: TemplateId,
  number: number,
): Promise<Pick<TemplateVersion, 'number' | 'wordings'> & { createdAt?: number }> {
  if (number === CATALOGUE_VERSION) return { number, wordings: {} };
  const version = await templates.read(id, number);
  if (version === undefined) throw new AppError('not-found', `${id} has no version ${number}.`);
  return version;
}

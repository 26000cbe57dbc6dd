import type { Locale } from '../domain/prospect.ts';
import type { TemplateId, WordedChannel } from '../domain/templates/contracts.ts';
import { exampleData } from '../domain/templates/example-data.ts';
import type { OwnWordings } from '../domain/templates/own-wordings.ts';
import { type Preview, previewTemplate } from '../domain/templates/preview.ts';
import { dataProblems, type TemplateData } from '../domain/templates/template-data.ts';
import { AppError } from '../errors.ts';
import type { TemplateStore } from '../ports/template-store.ts';
import { requireFitting, type TemplatePorts } from './change-template.ts';
import { publishedVersionOf, readVersion, requireTemplate } from './read-template.ts';

export interface PreviewQuestion {
  tenantId: string;
  templateId: string;
  channel: WordedChannel;
  locale?: Locale | undefined;
  data?: TemplateData | undefined;
  /** Words that are not stored yet. */
  wordings?: OwnWordings | undefined;
  /** Else a version; else the published one. */
  version?: number | undefined;
}

/**
 * A template as a prospect would get it, with examples where no data are given.
 * @throws AppError `not-found`; `invalid-request` for wordings or data that no message could be sent with.
 */
export async function showTemplate(ports: TemplatePorts, question: PreviewQuestion): Promise<Preview> {
  const { tenantId, channel, data, wordings } = question;
  const id = requireTemplate(question.templateId);
  const tenant = await ports.tenants.get(tenantId);
  if (wordings !== undefined) requireFitting(id, wordings, tenant);
  if (data !== undefined) requireData(id, data);
  const locale = question.locale ?? tenant.locale;
  const own = wordings ?? (await ownWordings(ports.scopes(tenantId).templates, id, question.version));
  const preview = previewTemplate(id, channel, data ?? exampleData(id, locale), { tenant, locale, own });
  if (preview === undefined)
    throw new AppError('invalid-request', `${id} has no words for ${channel}.`, [
      { path: 'channel', message: 'is one that the template has no words for' },
    ]);
  if (!('channel' in preview))
    throw new AppError('invalid-request', `The data lack ${preview.missing.join(', ')}.`);
  return preview;
}

/**
 * The content of a test message: of a version, else of the published one. @throws AppError like `showTemplate`.
 */
export async function testContent(
  ports: TemplatePorts,
  question: PreviewQuestion,
): Promise<{ templateId: TemplateId; templateVersion: number; data: TemplateData }> {
  // What cannot be shown cannot be sent.
  await showTemplate(ports, question);
  const templateId = requireTemplate(question.templateId);
  const { templates } = ports.scopes(question.tenantId);
  const locale = question.locale ?? (await ports.tenants.get(question.tenantId)).locale;
  return {
    templateId,
    templateVersion: question.version ?? publishedVersionOf(templateId, await templates.publishedNow()),
    data: question.data ?? exampleData(templateId, locale),
  };
}

async function ownWordings(
  templates: TemplateStore,
  id: TemplateId,
  version: number | undefined,
): Promise<OwnWordings> {
  const number = version ?? publishedVersionOf(id, await templates.publishedNow());
  return (await readVersion(templates, id, number)).wordings;
}

function requireData(id: TemplateId, data: TemplateData): void {
  const errors = dataProblems(id, data).map(({ name, message }) => ({ path: `data.${name}`, message }));
  const [first] = errors;
  if (first !== undefined) throw new AppError('invalid-request', `${first.path} ${first.message}.`, errors);
}

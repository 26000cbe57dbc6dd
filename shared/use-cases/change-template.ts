import {
  CATALOGUE_VERSION,
  type OwnWordings,
  type TemplateVersion,
} from '../domain/templates/own-wordings.ts';
import { wordingProblems } from '../domain/templates/own-wording-problems.ts';
import type { TemplateId } from '../domain/templates/contracts.ts';
import type { Tenant } from '../domain/tenant.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { readVersion, requireTemplate } from './read-template.ts';

export interface TemplatePorts {
  clock: Clock;
  scopes: TenantScopes;
  tenants: TenantStore;
}

export interface TemplateChange {
  tenantId: string;
  templateId: string;
  wordings: OwnWordings;
  /** The newest version that the writer has seen. */
  basedOn?: number | undefined;
  publish: boolean;
}

/**
 * Writes the next version of an agency's own wordings and publishes it if asked to. Versions are never changed, so
 * that messages keep theirs.
 * @throws AppError `not-found`; `invalid-request` that names everything that does not fit; `version-conflict` when
 * somebody else wrote a version that the writer has not seen.
 */
export async function saveTemplate(ports: TemplatePorts, change: TemplateChange): Promise<TemplateVersion> {
  const { tenantId, wordings, basedOn, publish } = change;
  const id = requireTemplate(change.templateId);
  requireFitting(id, wordings, await ports.tenants.get(tenantId));
  const { templates } = ports.scopes(tenantId);
  const latest = (await templates.list(id))[0]?.number ?? CATALOGUE_VERSION;
  if (basedOn !== undefined && basedOn !== latest) throw conflict(latest);
  const version = { number: latest + 1, createdAt: ports.clock.now(), wordings };
  if ((await templates.add(id, version)) === 'taken') throw conflict(version.number);
  if (publish) await templates.publish(id, version.number);
  return version;
}

/** @throws AppError `invalid-request`. */
export function requireFitting(id: TemplateId, wordings: OwnWordings, { locale }: Tenant): void {
  const errors = wordingProblems(id, wordings, locale);
  const [first] = errors;
  if (first !== undefined) throw new AppError('invalid-request', `${first.path} ${first.message}.`, errors);
}

function conflict(number: number): AppError {
  return new AppError(
    'version-conflict',
    `Version ${number} was written by somebody else: read it, then try again.`,
  );
}

/**
 * Messages are accepted with this version from now on, within a minute everywhere: a newer one, an older one to roll
 * back to, or 0 for the catalogue's. @throws AppError `not-found`.
 */
export async function publishTemplate(
  ports: Pick<TemplatePorts, 'scopes'>,
  tenantId: string,
  templateId: string,
  number: number,
): Promise<void> {
  const id = requireTemplate(templateId);
  const { templates } = ports.scopes(tenantId);
  await readVersion(templates, id, number);
  await templates.publish(id, number);
}

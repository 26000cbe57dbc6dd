import type { OwnSettings, Tenant } from '../domain/tenant.ts';
import { AppError } from '../errors.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';

export interface SettingsPorts {
  scopes: TenantScopes;
}

/** What is in force, and the name of what the tenant's own people chose of it. */
export interface Settings {
  tenant: Tenant;
  revision: string;
}

export async function readSettings({ scopes }: SettingsPorts, tenantId: string): Promise<Settings> {
  const { tenant, revision } = await scopes(tenantId).settings.read();
  return { tenant, revision };
}

/**
 * Replaces a part of what the tenant's own people decide by what `decide` makes of what is in force; `undefined` goes
 * back to what the operators decided. Functions see it within a minute. `basedOn`: the revision that the writer has seen.
 * @throws AppError `version-conflict` when somebody else changed something since.
 */
export async function changeSettings<Part extends keyof OwnSettings>(
  { scopes }: SettingsPorts,
  tenantId: string,
  part: Part,
  decide: (inForce: Tenant) => OwnSettings[Part],
  basedOn: string | undefined,
): Promise<Settings> {
  const { settings } = scopes(tenantId);
  for (;;) {
    const { tenant, own, revision } = await settings.read();
    if (basedOn !== undefined && basedOn !== revision) throw conflict();
    const value = decide(tenant);
    const { [part]: _before, ...rest } = own;
    const next = (value === undefined ? rest : { ...rest, [part]: value }) as OwnSettings;
    if ((await settings.write(next, revision)) === 'written') return readSettings({ scopes }, tenantId);
  }
}

function conflict(): AppError {
  return new AppError(
    'version-conflict',
    'Somebody else changed the settings: read them again, then change them.',
  );
}

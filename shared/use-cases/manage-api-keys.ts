import { type ApiKey, hashOfApiKey, type Scope } from '../domain/api-key.ts';
import { AppError } from '../errors.ts';
import type { NewApiKey } from '../ports/api-key-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';

export interface ApiKeyPorts {
  clock: Clock;
  scopes: TenantScopes;
  newApiKey: NewApiKey;
}

/** How ids of keys look, so that no other text becomes part of a key of the table. */
const KEY_ID = /^[\w-]{1,60}$/;

/** The text is in this answer and nowhere else. */
export async function createApiKey(
  { clock, scopes, newApiKey }: ApiKeyPorts,
  tenantId: string,
  { name, scopes: allowed }: { name: string; scopes: readonly Scope[] },
): Promise<{ key: ApiKey; text: string }> {
  const { id, text } = newApiKey();
  const key = { id, tenantId, name, scopes: [...new Set(allowed)], createdAt: clock.now() };
  await scopes(tenantId).apiKeys.add(hashOfApiKey(text), key);
  return { key, text };
}

export async function listApiKeys(
  { scopes }: Pick<ApiKeyPorts, 'scopes'>,
  tenantId: string,
): Promise<readonly ApiKey[]> {
  return scopes(tenantId).apiKeys.list();
}

/** @throws AppError `not-found`. */
export async function revokeApiKey(
  { scopes }: Pick<ApiKeyPorts, 'scopes'>,
  tenantId: string,
  keyId: string,
): Promise<void> {
  if (!KEY_ID.test(keyId) || !(await scopes(tenantId).apiKeys.revoke(keyId)))
    throw new AppError('not-found', 'There is no such API key.');
}

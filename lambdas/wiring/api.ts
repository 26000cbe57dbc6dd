import type { ApiOptions } from '../../shared/runtime/http/api.ts';
import { apiKeyAuthorizer } from '../../shared/runtime/http/authorize.ts';
import { logger } from './common.ts';
import { tenantStore } from './stores.ts';

/** Routes behind an API key. */
export function apiOptions(): ApiOptions {
  const tenants = tenantStore();
  return { authorize: apiKeyAuthorizer((hash) => tenants.findApiKey(hash)), logger: logger() };
}

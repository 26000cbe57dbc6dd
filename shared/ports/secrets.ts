import type { ProviderName, ProviderSecrets } from '../domain/provider-secrets.ts';

/** Credentials of the providers. Throws when a secret is missing or does not have its shape. */
export interface Secrets {
  of<P extends ProviderName>(provider: P): Promise<ProviderSecrets[P]>;
}

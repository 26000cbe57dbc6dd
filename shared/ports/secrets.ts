import type { SecretName, SignatureSecrets, StageSecrets } from '../domain/stage-secrets.ts';

/** The secrets of the stage. Throws when one is missing or does not have its shape. */
export interface Secrets {
  of<N extends SecretName>(name: N): Promise<StageSecrets[N]>;
}

/** The secrets of tenants. Throws when storage does not answer, or one does not have its shape. */
export interface TenantSecrets {
  /** Undefined for a tenant that has none, and for a name that is no tenant's. */
  ofSignatures(tenantId: string): Promise<SignatureSecrets | undefined>;
}

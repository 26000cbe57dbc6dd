import type { SecretName, StageSecrets } from '../domain/stage-secrets.ts';

/** The secrets of the stage. Throws when one is missing or does not have its shape. */
export interface Secrets {
  of<N extends SecretName>(name: N): Promise<StageSecrets[N]>;
}

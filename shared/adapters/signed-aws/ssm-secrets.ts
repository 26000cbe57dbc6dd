import { secretSchemas } from '../../contracts/secrets.ts';
import type { SecretName, StageSecrets } from '../../domain/stage-secrets.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { type SsmOptions, SsmParameters } from './ssm-parameters.ts';

/** One parameter a secret. */
export class SsmSecrets implements Secrets {
  readonly #parameters: SsmParameters;

  constructor(prefix: string, options?: SsmOptions) {
    this.#parameters = new SsmParameters(prefix, options);
  }

  async of<N extends SecretName>(name: N): Promise<StageSecrets[N]> {
    return this.#parameters.get(
      name,
      async (read) => secretSchemas[name].parse(await read) as StageSecrets[N],
    );
  }
}

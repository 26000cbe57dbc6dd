import { SignedRequests } from './signed-request.ts';
import { secretSchemas } from '../../contracts/secrets.ts';
import type { SecretName, StageSecrets } from '../../domain/stage-secrets.ts';
import type { Secrets } from '../../ports/secrets.ts';

const KEPT_FOR = 5 * 60_000;

/** One JSON SecureString a secret, under the stage's path; read again every five minutes, so that rotation needs no deployment. */
export class SsmSecrets implements Secrets {
  readonly #requests = new SignedRequests('ssm');
  readonly #prefix: string;
  readonly #kept = new Map<SecretName, { value: Promise<unknown>; until: number }>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  async of<N extends SecretName>(name: N): Promise<StageSecrets[N]> {
    const kept = this.#kept.get(name);
    if (kept !== undefined && Date.now() < kept.until) return kept.value as Promise<StageSecrets[N]>;
    const value = this.#read(name);
    this.#kept.set(name, { value, until: Date.now() + KEPT_FOR });
    value.catch(() => this.#kept.delete(name));
    return value;
  }

  async #read<N extends SecretName>(name: N): Promise<StageSecrets[N]> {
    const { AWS_ENDPOINT_URL_SSM, AWS_REGION = '' } = process.env;
    const url = new URL(AWS_ENDPOINT_URL_SSM ?? `https://ssm.${AWS_REGION}.amazonaws.com/`);
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameter',
    };
    const body = JSON.stringify({ Name: `${this.#prefix}/${name}`, WithDecryption: true });
    const answer = Buffer.from(await this.#requests.send({ method: 'POST', url, headers, body })).toString();
    const { Parameter } = JSON.parse(answer) as { Parameter: { Value: string } };
    return secretSchemas[name].parse(JSON.parse(Parameter.Value)) as StageSecrets[N];
  }
}

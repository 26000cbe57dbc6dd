import { SignedRequests } from './signed-request.ts';

const KEPT_FOR = 5 * 60_000;
/** Anybody can ask for a tenant that is not there. */
const KEPT_AT_MOST = 1_000;

/** JSON SecureStrings under the stage's path; read again every five minutes, so that rotation needs no deployment. */
export class SsmParameters {
  readonly #requests = new SignedRequests('ssm');
  readonly #prefix: string;
  readonly #kept = new Map<string, { value: Promise<unknown>; until: number }>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** What `understand` makes of the parameter, which is kept; a fault is not. */
  async get<T>(name: string, understand: (read: Promise<unknown>) => Promise<T>): Promise<T> {
    const kept = this.#kept.get(name);
    if (kept !== undefined && Date.now() < kept.until) return kept.value as Promise<T>;
    const value = understand(this.#read(name));
    if (this.#kept.size >= KEPT_AT_MOST) this.#kept.clear();
    this.#kept.set(name, { value, until: Date.now() + KEPT_FOR });
    value.catch(() => this.#kept.delete(name));
    return value;
  }

  async #read(name: string): Promise<unknown> {
    const { AWS_ENDPOINT_URL_SSM, AWS_REGION = '' } = process.env;
    const url = new URL(AWS_ENDPOINT_URL_SSM ?? `https://ssm.${AWS_REGION}.amazonaws.com/`);
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameter',
    };
    const body = JSON.stringify({ Name: `${this.#prefix}/${name}`, WithDecryption: true });
    const answer = Buffer.from(await this.#requests.send({ method: 'POST', url, headers, body })).toString();
    const { Parameter } = JSON.parse(answer) as { Parameter: { Value: string } };
    return JSON.parse(Parameter.Value);
  }
}

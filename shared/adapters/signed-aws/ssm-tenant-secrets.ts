import { signatureSecrets } from '../../contracts/tenant-secrets.ts';
import type { SignatureSecrets } from '../../domain/stage-secrets.ts';
import { TENANT_ID } from '../../domain/tenant.ts';
import type { TenantSecrets } from '../../ports/secrets.ts';
import { RequestRefused } from './signed-request.ts';
import { type SsmOptions, SsmParameters } from './ssm-parameters.ts';

/** What SSM answers when there is no parameter of that name. It answers 400 to much else as well. */
const NO_SUCH_PARAMETER = /"__type":\s*"[^"]*\bParameterNotFound"/;

/** One parameter for each tenant that has secrets; that there is none is kept, too. */
export class SsmTenantSecrets implements TenantSecrets {
  readonly #parameters: SsmParameters;

  constructor(prefix: string, options?: SsmOptions) {
    this.#parameters = new SsmParameters(prefix, options);
  }

  async ofSignatures(tenantId: string): Promise<SignatureSecrets | undefined> {
    // Nothing else may become part of a secret's name.
    if (!TENANT_ID.test(tenantId)) return undefined;
    return this.#parameters.get(`signature/${tenantId}`, async (read) => {
      try {
        return signatureSecrets.parse(await read);
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error;
        if (!NO_SUCH_PARAMETER.test(Buffer.from(error.content).toString())) throw error;
        return undefined;
      }
    });
  }
}

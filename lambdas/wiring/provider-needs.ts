import { S3Attachments } from '../../shared/adapters/signed-aws/s3-attachments.ts';
import { SsmSecrets } from '../../shared/adapters/signed-aws/ssm-secrets.ts';
import { requireEnv } from '../../shared/env.ts';
import { noteStale, once, retry } from './common.ts';

export const attachments = once(() => new S3Attachments(requireEnv('attachmentsBucket'), retry()));
export const secrets = once(
  () => new SsmSecrets(requireEnv('secretsPrefix'), { retry: retry(), onStale: noteStale }),
);

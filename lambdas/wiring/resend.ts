import { ResendProvider } from '../../shared/adapters/channels/resend/resend-provider.ts';
import { readEnv } from '../../shared/env.ts';
import { attachments, secrets } from './provider-needs.ts';

export function resendProvider(): ResendProvider {
  return new ResendProvider({ secrets: secrets(), attachments, baseUrl: readEnv('resendBaseUrl') });
}

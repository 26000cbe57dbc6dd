import { ResendProvider } from '../../shared/adapters/channels/resend/resend-provider.ts';
import { readEnv, requireEnv } from '../../shared/env.ts';
import { links } from './links.ts';
import { attachments, secrets } from './provider-needs.ts';

export function resendProvider(): ResendProvider {
  return new ResendProvider({
    secrets: secrets(),
    attachments,
    links: links(),
    publicBaseUrl: requireEnv('publicBaseUrl'),
    baseUrl: readEnv('resendBaseUrl'),
  });
}

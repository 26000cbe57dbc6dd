import { TwilioProvider } from '../../shared/adapters/channels/twilio/twilio-provider.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { readEnv, requireEnv } from '../../shared/env.ts';
import { links } from './links.ts';
import { attachments, secrets } from './provider-needs.ts';

export function twilioProvider(): TwilioProvider {
  return new TwilioProvider({
    secrets: secrets(),
    attachments,
    links: links(),
    clock: systemClock,
    publicBaseUrl: requireEnv('publicBaseUrl'),
    baseUrl: readEnv('twilioBaseUrl'),
  });
}

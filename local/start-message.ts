import { join } from 'node:path';
import type { Settings } from './settings.ts';
import type { LocalStack } from './stack.ts';

/** What `npm start` prints when everything runs; `folder` is where it keeps its data. */
export function describeStart(
  { url, clock, settings, isApplicationBuilt }: LocalStack,
  folder: string,
): readonly string[] {
  const ahead = Math.round(clock.offset / 60_000);
  return [
    '',
    `Coccinelle runs at ${url}`,
    ...(isApplicationBuilt ? [`  agents' application   ${url}/ (one click signs you in)`] : []),
    `  where to begin        ${url}/_local/start`,
    `  phones and mailboxes  ${url}/_local/phone`,
    `  template catalogue    ${url}/_local/templates`,
    `  the API's document    ${url}/v1/openapi.json`,
    `  the stack itself      ${url}/_local`,
    `  data                  ${folder} (--fresh forgets it), logs in ${join(folder, 'functions.log')}`,
    ...(ahead > 0 ? [`  the clock is ${ahead} minutes ahead, as the last run left it`] : []),
    ...providerLines(settings),
    '',
    'Ask where a message would go:',
    curl(`${url}/v1/route`),
    '',
    'Send it:',
    curl(`${url}/v1/messages`),
    '',
  ];
}

function providerLines({ realProviders: real, publicBaseUrl }: Settings): readonly string[] {
  if (real.length === 0) return ['  providers             simulated: nothing leaves this machine'];
  const lines = [
    `  providers             REAL for ${real.join(' and ')}: messages reach people and cost money`,
  ];
  if (publicBaseUrl !== undefined) return lines;
  return [
    ...lines,
    '  their webhooks        cannot reach this machine: set PUBLIC_BASE_URL to the address of a tunnel',
  ];
}

function curl(address: string): string {
  const body = {
    prospect: {
      id: 'prospect_456',
      name: 'Marie Dupont',
      phone: '+33612345678',
      email: 'marie.dupont@example.com',
      timeZone: 'Europe/Paris',
    },
    messageType: 'appointment',
    preferences: { preferredChannels: ['sms', 'email'] },
    content: { subject: 'Rappel de rendez-vous', body: 'Bonjour Marie, rendez-vous demain à 15 h.' },
  };
  const headers = `-H 'authorization: Bearer ck_local_demo' -H 'content-type: application/json'`;
  return `  curl ${address} ${headers} -d '${JSON.stringify(body)}'`;
}

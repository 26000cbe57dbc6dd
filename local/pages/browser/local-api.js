import { toast } from './dom.js';
import { texts } from './texts.js';

async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : undefined;
  if (response.ok) return answer;
  throw new Error(answer?.errors?.[0]?.message ?? answer?.detail ?? `HTTP ${response.status}`);
}

export const read = (path) => ask('GET', path);

/** Does something to the local stack; a refusal is said, not thrown. @returns the answer, undefined when refused. */
export async function act(method, path, body) {
  try {
    return (await ask(method, path, body)) ?? {};
  } catch (error) {
    toast(texts.failed(error.message));
    return undefined;
  }
}

/** Calls back when something changed; says so when the stack is away. */
export function follow(changed) {
  const stream = new EventSource('/_local/phone/stream');
  stream.addEventListener('message', changed);
  stream.addEventListener('open', changed);
  stream.addEventListener('error', () => toast(texts.offline));
}

/** What a first message looks like, as a command line. */
export async function curlLines() {
  const state = await read('/_local').catch(() => ({}));
  const key = state.apiKeys?.demo ?? 'ck_local_demo';
  const start = `\\\n  -H 'Authorization: Bearer ${key}' \\\n  -H 'Content-Type: application/json'`;
  const prospect = {
    id: 'prospect_456',
    name: 'Marie Dupont',
    phone: '+33612345678',
    email: 'marie.dupont@example.com',
  };
  const message = {
    prospect,
    messageType: 'appointment',
    preferences: { preferredChannels: ['sms', 'email'] },
    content: { subject: 'Rappel RDV', body: 'Bonjour Marie, votre visite est demain à 15 h.' },
  };
  return {
    send: `curl ${location.origin}/v1/messages ${start} \\\n  -d '${JSON.stringify(message)}'`,
    route: `curl ${location.origin}/v1/route ${start} \\\n  -d '${JSON.stringify(message)}'`,
  };
}

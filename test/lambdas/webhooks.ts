import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resendReader } from '../../shared/adapters/channels/resend/webhook-reader.ts';
import {
  twilioInboundReader,
  twilioStatusReader,
} from '../../shared/adapters/channels/twilio/webhook-readers.ts';
import { signatureReader } from '../../shared/adapters/signatures/signature-reader.ts';
import type { Secrets, TenantSecrets } from '../../shared/ports/secrets.ts';
import type { WebhookReaders } from '../../shared/ports/webhook-reader.ts';
import type { Call } from './http.ts';

export const BASE = 'https://hooks.agence.example/api';
const AUTH_TOKEN = 'auth-token-of-the-tests';
const WEBHOOK_KEY = Buffer.from('a webhook key of the tests');

const KNOWN = {
  twilio: { accountSid: 'AC00112233445566778899aabbccddeeff', authToken: AUTH_TOKEN },
  resend: { apiKey: 're_test', webhookSecret: `whsec_${WEBHOOK_KEY.toString('base64')}` },
  links: { key: Buffer.alloc(32, 7).toString('base64') },
  push: { privateKey: Buffer.alloc(32, 7).toString('base64url') },
};

const secrets: Secrets = { of: async (provider) => KNOWN[provider] };

const YOUSIGN_SECRET = 'the secret of a Yousign webhook';

/** Of the agency of the tests alone. */
const tenantSecrets: TenantSecrets = {
  ofSignatures: async (tenantId) => (tenantId === 'tenant_a' ? { yousign: YOUSIGN_SECRET } : undefined),
};

/** As the function reads webhooks, with the secrets of the tests. */
export const readers: WebhookReaders = {
  twilioStatus: twilioStatusReader(secrets),
  twilioInbound: twilioInboundReader(secrets),
  resend: resendReader(secrets),
  signature: (tenantId) => signatureReader(tenantSecrets, tenantId),
};

/** A webhook as Yousign sends it: the HMAC-SHA256 of the body, in hexadecimal. */
export function signedByYousign(body: object): Call {
  const text = JSON.stringify(body);
  const digest = createHmac('sha256', YOUSIGN_SECRET).update(text).digest('hex');
  return { key: null, headers: { 'x-yousign-signature-256': `sha256=${digest}` }, body: text };
}

type Fields = Record<string, string>;

function fixture(path: string): string {
  return readFileSync(new URL(`../fixtures/${path}.json`, import.meta.url), 'utf8');
}

export function twilioForm(name: string): Fields {
  return JSON.parse(fixture(`twilio/${name}`)) as Fields;
}

/** Signs as Twilio's documentation describes it: the URL, then every field by name, HMAC-SHA1 in base64. */
export function signedByTwilio(path: string, query: string, form: Fields, token = AUTH_TOKEN): Call {
  const url = BASE + path + (query === '' ? '' : `?${query}`);
  const fields = Object.keys(form).sort();
  const text = url + fields.map((name) => name + form[name]).join('');
  const signature = createHmac('sha1', token).update(text).digest('base64');
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
  return { key: null, query, headers, body: new URLSearchParams(form).toString() };
}

export function resendBody(name: string, messageId: string): string {
  return fixture(`resend/${name}`).replace('MESSAGE', messageId);
}

/** Signs as Svix does: id, timestamp and body, HMAC-SHA256 in base64. */
export function signedByResend(
  body: string,
  seconds = Math.floor(Date.now() / 1_000),
  key = WEBHOOK_KEY,
): Call {
  const id = 'msg_2aFqxBbZ9';
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  const headers = { 'svix-id': id, 'svix-timestamp': String(seconds), 'svix-signature': `v1,${signature}` };
  return { key: null, headers, body };
}

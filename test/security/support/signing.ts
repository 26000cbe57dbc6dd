import { createHmac } from 'node:crypto';
import type { Secrets, TenantSecrets } from '../../../shared/ports/secrets.ts';
import type { Call } from '../../lambdas/http.ts';

/** The public address that providers call and sign. */
export const BASE = 'https://hooks.agence.example/api';

const AUTH_TOKEN = 'auth-token-of-the-security-tests';
const WEBHOOK_KEY = Buffer.from('a webhook key of the security tests');

const KNOWN = {
  twilio: { accountSid: 'AC00112233445566778899aabbccddeeff', authToken: AUTH_TOKEN },
  resend: { apiKey: 're_test', webhookSecret: `whsec_${WEBHOOK_KEY.toString('base64')}` },
  links: { key: Buffer.alloc(32, 7).toString('base64') },
  push: { privateKey: Buffer.alloc(32, 7).toString('base64url') },
};

export const secrets: Secrets = { of: async (provider) => KNOWN[provider] };

/** Both agencies have documents signed, each under secrets of its own. */
const signatureSecrets = (tenantId: string) => ({
  standard: `whsec_${signatureKey(tenantId).toString('base64')}`,
  yousign: `yousign secret of ${tenantId}`,
});
const signatureKey = (tenantId: string): Buffer => Buffer.from(`a signature key of ${tenantId}`);

export const tenantSecrets: TenantSecrets = {
  ofSignatures: async (tenantId) =>
    /^tenant_(ours|theirs)$/.test(tenantId) ? signatureSecrets(tenantId) : undefined,
};

export type Pair = readonly [name: string, value: string];

/**
 * Twilio's scheme as its documentation has it: the URL, then every parameter by name with its value directly behind
 * it, the values of a repeated name once each and sorted; HMAC-SHA1 with the auth token, in base64.
 */
export function twilioSignature(url: string, pairs: readonly Pair[], token = AUTH_TOKEN): string {
  const names = [...new Set(pairs.map(([name]) => name))].sort();
  const signed = names.flatMap((name) => {
    const values = new Set(pairs.filter(([other]) => other === name).map(([, value]) => value));
    return [...values].sort().map((value) => name + value);
  });
  return createHmac('sha1', token)
    .update(url + signed.join(''))
    .digest('base64');
}

/** A form body; Twilio writes spaces as `+`, other clients as `%20`. */
export function formBody(pairs: readonly Pair[], space: '+' | '%20' = '+'): string {
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]))
    .toString()
    .replaceAll('+', space);
}

export interface TwilioRequest {
  readonly path: string;
  readonly query: string;
  readonly pairs: readonly Pair[];
}

/** The URL that Twilio called, character by character. */
export function urlOf({ path, query }: Pick<TwilioRequest, 'path' | 'query'>, base = BASE): string {
  return base + path + (query === '' ? '' : `?${query}`);
}

/** A webhook as Twilio sends it; `signature` in place of the right one, none at all when undefined. */
export function fromTwilio(
  request: TwilioRequest,
  signature: string | undefined = twilioSignature(urlOf(request), request.pairs),
  body = formBody(request.pairs),
): Call {
  return {
    key: null,
    query: request.query,
    body,
    base64: true,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      ...(signature !== NO_SIGNATURE && { 'x-twilio-signature': signature }),
    },
  };
}

/** Says that the header is missing. */
export const NO_SIGNATURE = 'no signature';

export interface SvixHeaders {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** Svix's scheme: id, timestamp in seconds and body with dots between them; HMAC-SHA256 with the secret, in base64. */
export function svixHeaders(
  body: string,
  {
    id = 'msg_2aFqxBbZ9',
    at = Date.now(),
    key = WEBHOOK_KEY,
  }: { id?: string; at?: number; key?: Buffer } = {},
): SvixHeaders {
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { id, timestamp, signature: `v1,${signature}` };
}

/** A webhook as Resend sends it. Headers that are left out are missing. */
export function fromResend(body: string, headers: Partial<SvixHeaders> = svixHeaders(body)): Call {
  const named = Object.entries(headers).map(([name, value]) => [`svix-${name}`, value]);
  return { key: null, body, headers: { 'content-type': 'application/json', ...Object.fromEntries(named) } };
}

/** A call by the scheme of Standard Webhooks, in the name of a tenant. Headers that are left out are missing. */
export function standardSigned(
  tenantId: string,
  body: string,
  headers: Partial<SvixHeaders> = standardHeaders(tenantId, body),
): Call {
  const named = Object.entries(headers).map(([name, value]) => [`webhook-${name}`, value]);
  return { key: null, body, headers: { 'content-type': 'application/json', ...Object.fromEntries(named) } };
}

export const standardHeaders = (
  tenantId: string,
  body: string,
  options: Parameters<typeof svixHeaders>[1] = {},
): SvixHeaders => svixHeaders(body, { key: signatureKey(tenantId), ...options });

/** Yousign's scheme as its documentation has it: the HMAC-SHA256 of the body as it is, in hexadecimal. */
export function yousignSignature(tenantId: string, body: string): string {
  const { yousign } = signatureSecrets(tenantId);
  return `sha256=${createHmac('sha256', yousign).update(body).digest('hex')}`;
}

/** A webhook as Yousign sends it. */
export function fromYousign(body: string, signature: string): Call {
  const headers = { 'content-type': 'application/json', 'x-yousign-signature-256': signature };
  return { key: null, body, headers, base64: true };
}

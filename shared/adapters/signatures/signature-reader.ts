import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { Instant } from '../../domain/instant.ts';
import type { SignatureSecrets } from '../../domain/stage-secrets.ts';
import type { TenantSecrets } from '../../ports/secrets.ts';
import type { WebhookReader, WebhookReading, WebhookRequest } from '../../ports/webhook-reader.ts';
import { isStandardSigned } from '../standard-webhooks.ts';

const name = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
const enrolment = z.string().check(z.regex(/^enr_[0-9a-z]{42}$/));

/** What a client's own systems tell, in the form that Standard Webhooks recommends. */
const standardBody = z.object({ type: name, data: z.object({ enrolmentId: enrolment }) });

/** What Yousign (v3) tells of a signature request, as far as it is read here. */
const yousignBody = z.object({
  event_name: z.string(),
  data: z.object({ signature_request: z.object({ external_id: enrolment }) }),
});

/** Its events, by what journeys call them. */
const YOUSIGN_EVENTS: ReadonlyMap<string, string> = new Map([
  ['signature_request.done', 'signed'],
  ['signature_request.declined', 'declined'],
  ['signature_request.expired', 'expired'],
]);

interface Told {
  type: string;
  enrolmentId: string;
}

/**
 * The webhook of a tenant's signature provider. The address says whose it is, the secret of that tenant whether it is
 * true: whatever is told is told of that tenant's enrolments alone.
 */
export function signatureReader(secrets: TenantSecrets, tenantId: string): WebhookReader {
  return {
    async read(request, now) {
      // Nobody's secret is read for what is not signed at all.
      if (schemeOf(request) === undefined) return { outcome: 'forged' };
      const known = await secrets.ofSignatures(tenantId);
      if (known === undefined || !isGenuine(known, request)) return { outcome: 'forged' };
      return readingOf(told(request), tenantId, now);
    },
  };
}

function readingOf(found: Told | undefined, tenantId: string, at: Instant): WebhookReading {
  if (found === undefined) return { outcome: 'ignored' };
  return { outcome: 'report', report: { kind: 'signature', tenantId, ...found, at } };
}

function schemeOf({ headers }: WebhookRequest): keyof SignatureSecrets | undefined {
  if (headers['x-yousign-signature-256'] !== undefined) return 'yousign';
  return headers['webhook-signature'] === undefined ? undefined : 'standard';
}

function isGenuine({ standard, yousign }: SignatureSecrets, request: WebhookRequest): boolean {
  const { headers, body } = request;
  if (schemeOf(request) === 'yousign')
    return yousign !== undefined && isYousign(yousign, headers['x-yousign-signature-256'] ?? '', body);
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (header) => headers[header],
  );
  return standard !== undefined && isStandardSigned(standard, { id, timestamp, signature }, body);
}

/** `sha256=` and the HMAC of the body as it came, in hexadecimal. It covers no time: a copy says the same again. */
function isYousign(secret: string, signature: string, body: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Undefined for what is about nothing of ours, or says nothing that journeys wait for. */
function told(request: WebhookRequest): Told | undefined {
  const json = parseJson(request.body);
  if (schemeOf(request) === 'yousign') {
    const { data, success } = yousignBody.safeParse(json);
    const type = success ? YOUSIGN_EVENTS.get(data.event_name) : undefined;
    return success && type !== undefined
      ? { type, enrolmentId: data.data.signature_request.external_id }
      : undefined;
  }
  const { data, success } = standardBody.safeParse(json);
  return success ? { type: data.type, enrolmentId: data.data.enrolmentId } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

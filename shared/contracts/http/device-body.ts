import * as z from 'zod/mini';
import { isPushService } from '../../domain/device.ts';
import { type Instant, toIso } from '../../domain/instant.ts';

/** A point of P-256, not compressed. */
const publicKey = z.base64url().check(
  z.length(87),
  z.refine((text) => text.startsWith('B'), 'must be a public key of P-256'),
);

/** `PUT /v1/me/devices`: what a browser's `PushSubscription` says, and the language to tell in. */
export const deviceBody = z.strictObject({
  endpoint: z
    .string()
    .check(
      z.maxLength(1_000),
      z.refine(isPushService, 'must be an address of a push service that browsers use'),
    ),
  keys: z.strictObject({ p256dh: publicKey, auth: z.base64url().check(z.length(22)) }),
  locale: z.enum(['fr', 'en']),
});

export const pushKeyResponse = z.strictObject({ publicKey: z.string() });

export const deviceResponse = z.strictObject({ id: z.string(), expiresAt: z.iso.datetime() });

export function deviceView({ id, expiresAt }: { id: string; expiresAt: Instant }): object {
  return { id, expiresAt: toIso(expiresAt) };
}

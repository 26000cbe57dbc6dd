import * as z from 'zod/mini';
import { email, shortText } from '../fields.ts';

/** `PUT /v1/me`: what the ID token says of whoever signed in. */
export const agentBody = z.strictObject({
  name: shortText(100),
  email,
  locale: z.optional(z.enum(['fr', 'en'])),
});

/** Of an address that takes no parameters. */
export const noQuery = z.strictObject({});

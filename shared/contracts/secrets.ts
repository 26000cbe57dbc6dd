import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** The JSON of each SecureString. */
export const secretSchemas = {
  twilio: z.object({ accountSid: text, authToken: text }),
  resend: z.object({ apiKey: text, webhookSecret: text }),
  links: z.object({ key: z.base64().check(z.length(44)) }),
  push: z.object({ privateKey: z.base64url().check(z.length(43)) }),
};

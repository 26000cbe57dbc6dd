import * as z from 'zod/mini';
import { isColour } from '../domain/contrast.ts';
import type { Brand } from '../domain/tenant.ts';
import { httpsUrl, phone, shortText } from './fields.ts';

const logo = z.strictObject({
  url: httpsUrl,
  /** Read out, and shown where pictures are not: the agency's name unless given. */
  alt: z.optional(shortText(200)),
  /** In CSS pixels. */
  width: z.optional(z.int().check(z.gte(16), z.lte(552))),
});

/** How an agency looks in its e-mails. */
export const brandSettings = z.strictObject({
  colour: z.optional(z.string().check(z.refine(isColour, 'must be a colour such as #1a2b3c'))),
  logo: z.optional(logo),
  website: z.optional(httpsUrl),
  address: z.optional(shortText(300)),
  phone: z.optional(phone),
});

export function toBrand(settings: z.infer<typeof brandSettings>): Brand {
  return { ...given(settings), ...(settings.logo !== undefined && { logo: given(settings.logo) }) } as Brand;
}

/** What was left out is absent, not undefined. */
function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

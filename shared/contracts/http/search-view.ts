import * as z from 'zod/mini';
import { toIso } from '../../domain/instant.ts';
import type { Prospect } from '../../domain/prospect.ts';

interface Result {
  prospectId: string;
  name?: string;
  match: { kind: string; text: string; at?: number; messageId?: string };
}

export function searchResultView({ match, ...person }: Result): object {
  const { at, ...rest } = match;
  return { ...person, match: { ...rest, ...(at !== undefined && { at: toIso(at) }) } };
}

/** A person in a list. */
export function listedProspectView({ id, name, phone, whatsapp, email, toQualify }: Prospect): object {
  return {
    id,
    ...(name !== undefined && { name }),
    ...(phone !== undefined && { phone }),
    ...(whatsapp !== undefined && { whatsapp }),
    ...(email !== undefined && { email }),
    ...(toQualify === true && { toQualify }),
  };
}

export const searchResponse = z.strictObject({
  items: z.array(
    z.strictObject({
      prospectId: z.string(),
      name: z.optional(z.string()),
      match: z.strictObject({
        kind: z.enum(['name', 'address', 'text']),
        text: z.string(),
        at: z.optional(z.iso.datetime()),
        messageId: z.optional(z.string()),
      }),
    }),
  ),
  nextCursor: z.optional(z.string()),
});

export const prospectListResponse = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      name: z.optional(z.string()),
      phone: z.optional(z.string()),
      whatsapp: z.optional(z.string()),
      email: z.optional(z.string()),
      toQualify: z.optional(z.literal(true)),
    }),
  ),
  nextCursor: z.optional(z.string()),
});

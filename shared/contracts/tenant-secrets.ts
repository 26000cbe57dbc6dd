import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** The JSON of the SecureString at `signature/<tenant>`. */
export const signatureSecrets = z
  .object({ standard: z.optional(text), yousign: z.optional(text) })
  .check(
    z.refine(({ standard, yousign }) => (standard ?? yousign) !== undefined, 'needs standard or yousign'),
  );

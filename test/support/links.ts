import { sealedLinks } from '../../shared/adapters/links/sealed-links.ts';
import type { Links } from '../../shared/ports/links.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';

/** Real links under a key that is one byte over and over. */
export function linksUnder(byte: number): Links {
  const secret = { key: Buffer.alloc(32, byte).toString('base64') };
  return sealedLinks({ of: async () => secret } as unknown as Secrets);
}

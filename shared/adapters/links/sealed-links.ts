import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Link } from '../../domain/link.ts';
import type { Links, LinkSealer } from '../../ports/links.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { packAnswer, packLink, unpackAnswer, unpackLink } from './packed-link.ts';
import { shortSealUnder } from './short-seal.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Links under the stage's own key, read with the other secrets. */
export function sealedLinks(secrets: Secrets): Links {
  return async () => sealerWith(Buffer.from((await secrets.of('links')).key, 'base64'));
}

/**
 * AES-256-GCM whose initialisation vector is a MAC of the text (as in RFC 5297, synthetic): equal links get equal
 * tokens, which a repeated attempt needs, and two different texts never share a vector by chance or by mistake. Links
 * to answer by go into SMS and are sealed shorter.
 */
function sealerWith(key: Buffer): LinkSealer {
  const cipherKey = createHmac('sha256', key).update('coccinelle links: cipher').digest();
  const macKey = createHmac('sha256', key).update('coccinelle links: vector').digest();
  const short = shortSealUnder(key);
  const vectorOf = (text: Buffer): Buffer =>
    createHmac('sha256', macKey).update(text).digest().subarray(0, IV_BYTES);
  return {
    seal: (link: Link) => {
      if (link.kind === 'answer') return short.seal(packAnswer(link));
      const text = Buffer.from(packLink(link));
      const vector = vectorOf(text);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, vector);
      const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
      return Buffer.concat([vector, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    unseal: (token: string) => {
      if (!/^[\w-]+$/.test(token)) return undefined;
      const answer = short.open(token);
      if (answer !== undefined) return unpackAnswer(answer);
      const text = opened(cipherKey, token);
      return text === undefined ? undefined : unpackLink(text);
    },
  };
}

function opened(cipherKey: Buffer, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== token) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString();
  } catch {
    return undefined;
  }
}

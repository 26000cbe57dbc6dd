import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { ANSWER_SEAL_BYTES } from '../../domain/link.ts';

/** Seals short bytes into a short token. */
export interface ShortSeal {
  seal: (bytes: Uint8Array) => string;
  /** Undefined for anything that was not sealed under this key. */
  open: (token: string) => Uint8Array | undefined;
}

const BLOCK = 16;

/**
 * AES-256-CTR under a synthetic initialisation vector (RFC 5297's construction): the vector is a MAC of what is sealed,
 * and is checked when it is opened, so that it needs no tag beside it. Cut to 64 bits, two of four thousand million
 * sealed texts may share one, which would show how they differ: these hold nothing but ids.
 */
export function shortSealUnder(key: Buffer): ShortSeal {
  const cipherKey = createHmac('sha256', key).update('coccinelle answers: cipher').digest();
  const macKey = createHmac('sha256', key).update('coccinelle answers: vector').digest();
  const vectorOf = (bytes: Uint8Array): Buffer =>
    createHmac('sha256', macKey).update(bytes).digest().subarray(0, ANSWER_SEAL_BYTES);
  // In counter mode the same call turns either way.
  const turn = (bytes: Uint8Array, vector: Uint8Array): Buffer => {
    const counter = Buffer.alloc(BLOCK);
    counter.set(vector);
    const cipher = createCipheriv('aes-256-ctr', cipherKey, counter);
    return Buffer.concat([cipher.update(bytes), cipher.final()]);
  };
  return {
    seal: (bytes) => {
      const vector = vectorOf(bytes);
      return Buffer.concat([vector, turn(bytes, vector)]).toString('base64url');
    },
    open: (token) => {
      const sealed = Buffer.from(token, 'base64url');
      if (sealed.length <= ANSWER_SEAL_BYTES || sealed.toString('base64url') !== token) return undefined;
      const vector = sealed.subarray(0, ANSWER_SEAL_BYTES);
      const bytes = turn(sealed.subarray(ANSWER_SEAL_BYTES), vector);
      return timingSafeEqual(vectorOf(bytes), vector) ? bytes : undefined;
    },
  };
}

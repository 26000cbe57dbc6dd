import { createCipheriv, createECDH, hkdfSync } from 'node:crypto';
import type { DeviceKeys } from '../../domain/device.ts';

/** What must be new for every push. */
export interface PushChances {
  /** 16 bytes. */
  salt: Buffer;
  /** A private key of P-256, 32 bytes. */
  privateKey: Buffer;
}

/** Of one record, which holds all of it. */
const RECORD_SIZE = 4_096;
/** Says that this record is the last. */
const LAST = Uint8Array.of(2);

/** A text that only this device can read: Message Encryption for Web Push (RFC 8291) in the content coding of RFC 8188. */
export function sealPush(text: string, { p256dh, auth }: DeviceKeys, chances: PushChances): Buffer {
  const theirs = Buffer.from(p256dh, 'base64url');
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(chances.privateKey);
  const ours = ecdh.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const material = derive(ecdh.computeSecret(theirs), Buffer.from(auth, 'base64url'), info, 32);
  const key = derive(material, chances.salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(material, chances.salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = Buffer.concat([
    cipher.update(text),
    cipher.update(LAST),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_SIZE);
  return Buffer.concat([chances.salt, size, Uint8Array.of(ours.length), ours, sealed]);
}

function derive(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}

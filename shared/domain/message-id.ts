import { createHash } from 'node:crypto';
import { identityOfEmail } from './identity.ts';
import type { Instant } from './instant.ts';

/**
 * `msg_` + a ULID (26 characters, sorts by time) + the key of the prospect (16). The id leads to the partition in
 * which the prospect's thread is kept, so that a message is found without an index. Crockford's base 32, lower case.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SHAPE = /^msg_([0-7][0-9a-hjkmnp-tv-z]{25})([0-9a-hjkmnp-tv-z]{16})$/;
/** The other entries of a thread are named alike, so that they sort among its messages. */
const IN_THREAD = /^(?:msg|in|note|event)_([0-7][0-9a-hjkmnp-tv-z]{25})([0-9a-hjkmnp-tv-z]{16})$/;

/** Randomness of a ULID: 80 bits. */
export const ULID_RANDOM_BYTES = 10;

function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return text;
}

/** The first ten characters of a ULID: its instant. Sorts as text. */
export function ulidTime(at: Instant): string {
  let text = '';
  for (let rest = at, place = 0; place < 10; place += 1) {
    text = (ALPHABET[rest % 32] ?? '') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** 80 bits of a SHA-256: a name for storage keys that says nothing about the person. Sixteen characters. */
export function shortHash(text: string): string {
  return base32(createHash('sha256').update(text).digest().subarray(0, 10));
}

/** Names the partition in which everything about a prospect is kept. */
export function prospectKey(prospectId: string): string {
  return shortHash(prospectId);
}

/** Somebody for whom no client has a name of its own is the same person at the same address. */
export function idOfStranger(address: string): string {
  return `prospect_${shortHash(address.includes('@') ? identityOfEmail(address) : address)}`;
}

export function composeMessageId(prospectId: string, at: Instant, random: Uint8Array): string {
  return `msg_${ulidTime(at)}${base32(random.subarray(0, ULID_RANDOM_BYTES))}${prospectKey(prospectId)}`;
}

/** `<prefix>_` and a ULID. */
export function composeTimedId(prefix: string, at: Instant, random: Uint8Array): string {
  return `${prefix}_${ulidTime(at)}${base32(random.subarray(0, ULID_RANDOM_BYTES))}`;
}

/** The instant of an id that `composeTimedId` made. */
export function timeOfId(id: string): Instant {
  const letters = id.slice(id.indexOf('_') + 1).slice(0, 10);
  return [...letters].reduce((time, letter) => time * 32 + ALPHABET.indexOf(letter), 0);
}

/** The id of a message that follows from something else (`seed`): the same twice is the same message. */
export function idFromSeed(prospectId: string, at: Instant, seed: string): string {
  return composeMessageId(prospectId, at, createHash('sha256').update(seed).digest());
}

/** Undefined when the text is no message id. */
export function parseMessageId(id: string): { ulid: string; prospectKey: string } | undefined {
  const match = SHAPE.exec(id);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { ulid: match[1], prospectKey: match[2] };
}

/** The instant of a ULID (48 bits), its randomness (80) and the key of the prospect (80). */
export const MESSAGE_ID_BYTES = 26;
const TIME_BYTES = 6;

/** The last characters of a message's ULID: 40 bits of chance. */
const NAME_IN_PACK = 8;
export const NAME_IN_PACK_BYTES = 5;

/** What a message is called among the hundred of its pack. @throws Error for what is no message id. */
export function nameInPack(messageId: string): string {
  const parts = parseMessageId(messageId);
  if (parts === undefined) throw new Error(`${messageId} is no message id`);
  return parts.ulid.slice(-NAME_IN_PACK);
}

/** Such names as bytes, one after the other, and back. */
export const bytesOfNames = (names: readonly string[]): Uint8Array =>
  Uint8Array.from(names.flatMap((name) => [...valueOf(name, NAME_IN_PACK_BYTES)]));
export const namesOf = (bytes: Uint8Array): string[] =>
  Array.from({ length: bytes.length / NAME_IN_PACK_BYTES }, (_, place) =>
    base32(bytes.subarray(place * NAME_IN_PACK_BYTES, (place + 1) * NAME_IN_PACK_BYTES)),
  );

/** A message id as bytes, for where there is little room. @throws Error for what is no message id. */
export function bytesOfMessageId(id: string): Uint8Array {
  const parts = parseMessageId(id);
  if (parts === undefined) throw new Error(`${id} is no message id`);
  const time = valueOf(parts.ulid.slice(0, 10), TIME_BYTES);
  return Uint8Array.from([...time, ...valueOf(parts.ulid.slice(10) + parts.prospectKey, 20)]);
}

/** The message id that was turned into these bytes. */
export function messageIdOf(bytes: Uint8Array): string {
  const time = bytes.subarray(0, TIME_BYTES).reduce((sum, byte) => sum * 256 + byte, 0);
  return `msg_${ulidTime(time)}${base32(bytes.subarray(TIME_BYTES, MESSAGE_ID_BYTES))}`;
}

/** The number that a text in base 32 writes, as so many bytes. */
function valueOf(text: string, length: number): Uint8Array {
  let value = 0n;
  for (const letter of text) value = value * 32n + BigInt(ALPHABET.indexOf(letter));
  const bytes = new Uint8Array(length);
  for (let place = length - 1; place >= 0; place -= 1) {
    bytes[place] = Number(value & 255n);
    value >>= 8n;
  }
  return bytes;
}

/**
 * Names an entry of a thread by what it stands for (`seed`: the provider's id of a message, or anything unique): the
 * same twice is the same entry.
 */
export function composeEntryId(
  kind: 'in' | 'note' | 'event',
  prospectId: string,
  at: Instant,
  seed: string,
): string {
  return `${kind}_${ulidTime(at)}${shortHash(seed)}${prospectKey(prospectId)}`;
}

/** Undefined when the text is no id of a thread. */
export function partsOfEntryId(id: string): { ulid: string; prospectKey: string } | undefined {
  const match = IN_THREAD.exec(id);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { ulid: match[1], prospectKey: match[2] };
}

/** The part of an id that sorts a thread; undefined for what is no id of one. */
export function ulidOf(id: string): string | undefined {
  return partsOfEntryId(id)?.ulid;
}

/** What is kept beside a person's messages, and named like them. */
type Kin = 'enr' | 'apt';
const KIN = /^(enr|apt)_([0-7][0-9a-hjkmnp-tv-z]{25})([0-9a-hjkmnp-tv-z]{16})$/;

/** Names something of a person after a message id that was made for it. @throws Error for what is no message id. */
export function kinOf(kind: Kin, messageId: string): string {
  const parts = parseMessageId(messageId);
  if (parts === undefined) throw new Error(`${messageId} is no message id`);
  return `${kind}_${parts.ulid}${parts.prospectKey}`;
}

/** Undefined when the text is no id of this kind. */
export function partsOfKin(kind: Kin, id: string): { ulid: string; prospectKey: string } | undefined {
  const match = KIN.exec(id);
  return match?.[1] !== kind || match[2] === undefined || match[3] === undefined
    ? undefined
    : { ulid: match[2], prospectKey: match[3] };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from './http-exchange.ts';
import type { SimulatedMessage } from './message.ts';
import { contentTypeOf } from './twilio-callback.ts';

const PHOTO = join(import.meta.dirname, 'photo-house.jpg');

/**
 * What a prospect sent: a drawing of a house for every photo, its address for any other file, since nothing is fetched
 * from elsewhere. Undefined when there is no such file.
 */
export function mediaResource(message: SimulatedMessage | undefined, index: number): Answer | undefined {
  const url = message?.direction === 'inbound' ? message.media[index] : undefined;
  if (url === undefined) return undefined;
  const type = contentTypeOf(url);
  const isPhoto = type.startsWith('image/');
  return {
    status: 200,
    headers: { 'content-type': isPhoto ? 'image/jpeg' : type },
    body: isPhoto ? readFileSync(PHOTO) : url,
  };
}

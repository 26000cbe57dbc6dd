import { type Answer, ANSWERS } from '../../domain/inbound-command.ts';
import type { AnswerLink, Link } from '../../domain/link.ts';
import { bytesOfMessageId, MESSAGE_ID_BYTES, messageIdOf } from '../../domain/message-id.ts';

/** A link as a short text: a letter for its kind, then its fields in order. */
export function packLink(link: Exclude<Link, AnswerLink>): string {
  if (link.kind === 'redirect') return JSON.stringify(['r', link.url]);
  const { tenantId, prospectId, messageId, locale } = link;
  return JSON.stringify(['u', tenantId, prospectId, messageId, locale]);
}

/** Only texts that were packed here come in: the seal says so. A kind of a later version is undefined. */
export function unpackLink(text: string): Link | undefined {
  const [kind, ...fields] = JSON.parse(text) as string[];
  if (kind === 'r') return { kind: 'redirect', url: fields[0] ?? '' };
  if (kind !== 'u') return undefined;
  const [tenantId = '', prospectId = '', messageId = '', locale] = fields;
  return { kind: 'unsubscribe', tenantId, prospectId, messageId, locale: locale === 'en' ? 'en' : 'fr' };
}

/** Which answer comes first on the page, by its place; none at 0. */
const OFFERS: readonly (Answer | undefined)[] = [undefined, ...ANSWERS];

/** A link to answer by in as few bytes as it takes: which answer, the message, and the tenant in ASCII. */
export function packAnswer({ tenantId, messageId, answer }: AnswerLink): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(OFFERS.indexOf(answer)),
    bytesOfMessageId(messageId),
    Buffer.from(tenantId),
  ]);
}

/** Only bytes that were packed here come in: the seal says so. */
export function unpackAnswer(bytes: Uint8Array): AnswerLink {
  const answer = OFFERS[bytes[0] ?? 0];
  const messageId = messageIdOf(bytes.subarray(1, 1 + MESSAGE_ID_BYTES));
  const tenantId = Buffer.from(bytes.subarray(1 + MESSAGE_ID_BYTES)).toString();
  return { kind: 'answer', tenantId, messageId, ...(answer !== undefined && { answer }) };
}

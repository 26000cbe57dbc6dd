import type { Link } from '../../domain/link.ts';

/** A link as a short text: a letter for its kind, then its fields in order. */
export function packLink(link: Link): string {
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

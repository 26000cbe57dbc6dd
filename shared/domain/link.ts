import type { Locale } from './prospect.ts';

/** What a link of ours does, for the person who was sent it. */
export type Link =
  /** Ends marketing: what the headers and the last line of an advertisement by e-mail lead to. */
  | { kind: 'unsubscribe'; tenantId: string; prospectId: string; messageId: string; locale: Locale }
  /** Goes on to an address that a message was given: buttons of WhatsApp need one fixed beginning. */
  | { kind: 'redirect'; url: string };

/** In place of a token, where a provider asks for an example of an address and looks at what is there. */
export const EXAMPLE_TOKEN = 'exemple';

/** The path of every such link, before its token. */
export const LINK_PATH = '/l/';

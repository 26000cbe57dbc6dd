import type { Answer } from './inbound-command.ts';
import { MESSAGE_ID_BYTES } from './message-id.ts';
import type { Locale } from './prospect.ts';

/** What a link of ours does, for the person who was sent it. */
export type Link =
  /** Ends marketing: what the headers and the last line of an advertisement by e-mail lead to. */
  | { kind: 'unsubscribe'; tenantId: string; prospectId: string; messageId: string; locale: Locale }
  /** Goes on to an address that a message was given: buttons of WhatsApp need one fixed beginning. */
  | { kind: 'redirect'; url: string }
  | AnswerLink;

/**
 * Answers the question that a message asks; `answer` is the one that its page offers first. Who was asked, and in
 * which language, the message knows: every character of a token costs room in an SMS.
 */
export interface AnswerLink {
  kind: 'answer';
  tenantId: string;
  messageId: string;
  answer?: Answer;
}

/** Where one message is answered with a tap: URLs of our own. */
export interface AnswerLinks {
  /** The page with every answer. */
  page: string;
  /** The same page, with this answer first. */
  yes: string;
  no: string;
}

/** In place of a token, where a provider asks for an example of an address and looks at what is there. */
export const EXAMPLE_TOKEN = 'exemple';

/** The path of every such link, before its token. */
export const LINK_PATH = '/l/';

/**
 * 64 bits of a MAC: what forging an answer takes is an attempt at our own address for each guess, and a link that was
 * guessed answers one message.
 */
export const ANSWER_SEAL_BYTES = 8;

/** The length of the token of an answer, which depends on the tenant alone: one byte says which answer. */
export function answerTokenLength(tenantId: string): number {
  return Math.ceil(((ANSWER_SEAL_BYTES + 1 + MESSAGE_ID_BYTES + tenantId.length) * 8) / 6);
}

/** An example that is as long as the real link of a tenant's answers, so that an SMS can be measured with it. */
export function exampleAnswerLinks(linkBase: string, tenantId: string): AnswerLinks {
  const page = `${linkBase}${LINK_PATH}${EXAMPLE_TOKEN.padEnd(answerTokenLength(tenantId), '-')}`;
  return { page, yes: page, no: page };
}

/** Was the token made to be looked at, and leads nowhere? */
export function isExampleToken(token: string): boolean {
  return token.startsWith(EXAMPLE_TOKEN) && /^-*$/.test(token.slice(EXAMPLE_TOKEN.length));
}

/** For people of the agency, who are not to answer in somebody's name. */
export function hiddenAnswerLinks(linkBase: string): AnswerLinks {
  const page = `${linkBase}${LINK_PATH}…`;
  return { page, yes: page, no: page };
}

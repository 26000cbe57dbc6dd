import { voiceOf } from './carried-content.ts';
import type { Message } from './message.ts';
import type { Locale } from './prospect.ts';
import { emailOf, subjectFor } from './rendered-content.ts';
import { emailHtml, type LaidOutEmail, type LayoutBlock } from './templates/email-html/email-html.ts';
import { LAYOUT_WORDS } from './templates/email-html/words.ts';
import { plainLine, plainLines } from './templates/safe-text.ts';
import type { Tenant } from './tenant.ts';

/** What an e-mail carries. `text` is absent beside a client's HTML alone. */
export interface EmailContent {
  /** One line: a line break would start another header. */
  subject: string;
  html: string;
  text?: string;
}

/** As long as the previews of mailboxes are, in characters. */
const PREVIEW = 150;

/**
 * What a message says by e-mail: a client's HTML as it is, else a client's text or the template in the agency's
 * layout. Undefined when it says nothing.
 * @param unsubscribeLink where one click ends such e-mails: a URL of our own, encoded. Shown at the end of what we lay out.
 */
export function emailContentFor(
  message: Message,
  tenant: Tenant,
  unsubscribeLink?: string,
): EmailContent | undefined {
  const template = emailOf(message, tenant);
  const { html, body, mediaUrl } = message.content;
  const subject = plainLine(subjectFor(message, tenant, template));
  const text = body ?? template?.text;
  const locale =
    body === undefined && template !== undefined ? template.locale : voiceOf(message, tenant).locale;
  const farewell = farewellFor(locale, unsubscribeLink);
  const carried = { subject, ...(text !== undefined && { text: text + farewell }) };
  if (html !== undefined) return { ...carried, html };
  const laidOut = body === undefined ? template : laidOutBody(body, mediaUrl);
  if (laidOut === undefined) return undefined;
  return { ...carried, html: emailHtml({ ...laidOut, subject, unsubscribeLink }, { tenant, locale }) };
}

/** A text in paragraphs, its photo above. */
function laidOutBody(body: string, mediaUrl: string | undefined): Omit<LaidOutEmail, 'subject'> {
  const text = plainLines(body);
  const photo: LayoutBlock[] = mediaUrl === undefined ? [] : [{ kind: 'photo', url: mediaUrl }];
  return { preheader: beginningOf(text), blocks: [...photo, { kind: 'body', text }] };
}

/** Characters, not halves of them. */
function beginningOf(text: string): string {
  return [...plainLine(text.slice(0, 2 * PREVIEW))].slice(0, PREVIEW).join('');
}

function farewellFor(locale: Locale, unsubscribeLink: string | undefined): string {
  return unsubscribeLink === undefined ? '' : `\n\n${LAYOUT_WORDS[locale].unsubscribe}\n${unsubscribeLink}`;
}

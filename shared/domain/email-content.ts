import { voiceOf } from './carried-content.ts';
import type { Message } from './message.ts';
import type { Locale } from './prospect.ts';
import { emailOf, subjectFor } from './rendered-content.ts';
import { emailHtml, type LaidOutEmail, type LayoutBlock } from './templates/email-html/email-html.ts';
import { LAYOUT_WORDS } from './templates/email-html/words.ts';
import { escapeHtml, plainLine, plainLines } from './templates/safe-text.ts';
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
 * @param unsubscribeLink where one click ends such e-mails: a URL of our own, encoded. Shown at the end, or where the
 * client's HTML has `{{unsubscribeLink}}`.
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
  if (html !== undefined) return { ...carried, html: withWayOut(html, locale, unsubscribeLink) };
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

/** In a client's HTML: the place where it wants the link. */
const PLACE = '{{unsubscribeLink}}';

/** An advertisement shows how to end it, whoever wrote its HTML (article L34-5 of the French code of telecommunications). */
function withWayOut(html: string, locale: Locale, unsubscribeLink: string | undefined): string {
  if (unsubscribeLink === undefined) return html;
  const link = escapeHtml(unsubscribeLink);
  if (html.includes(PLACE)) return html.replaceAll(PLACE, link);
  const line = `<p style="font:13px/1.5 sans-serif"><a href="${link}">${LAYOUT_WORDS[locale].unsubscribe}</a></p>`;
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? html + line : html.slice(0, end) + line + html.slice(end);
}

function farewellFor(locale: Locale, unsubscribeLink: string | undefined): string {
  return unsubscribeLink === undefined ? '' : `\n\n${LAYOUT_WORDS[locale].unsubscribe}\n${unsubscribeLink}`;
}

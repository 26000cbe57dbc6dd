import { h } from './dom.js';
import { statusLine } from './message-status.js';
import { shownLetter } from './shown-letter.js';
import { showAppointment, texts } from './texts.js';

/** For a fragment: a whole document says itself how it looks, in light and in dark. */
const FRAGMENT_STYLE =
  '<meta name="color-scheme" content="light"><style>body{font:15px/1.5 system-ui,sans-serif;margin:12px;color:#1f1a17;background:#fff;overflow-wrap:anywhere}img{max-width:100%}</style>';

/** An e-mail in a mailbox. HTML stays in a frame without scripts, for which only photos are fetched. */
export function mail(message, changed, before) {
  const { direction, subject, html, text, attachments } = message;
  const mine = direction === 'inbound';
  const body = html
    ? h('iframe', { sandbox: '', title: texts.htmlTitle, srcdoc: documentOf(html), loading: 'lazy' })
    : h('p', { class: 'mail-text' }, text ?? '');
  return h(
    'article',
    { class: `mail ${mine ? 'mine' : 'theirs'}` },
    h('h3', {}, subject || texts.noSubject),
    senderLine(message),
    body,
    html &&
      text &&
      h('details', {}, h('summary', {}, texts.textVersion), h('p', { class: 'mail-text' }, text)),
    attachments.length > 0 && h('ul', { class: 'attachments' }, ...attachments.map(attachment)),
    statusLine(message, changed, before),
  );
}

/** Mailboxes offer the way out that a sender names beside its name (RFC 2369). */
function senderLine({ from, unsubscribe }) {
  const way =
    unsubscribe &&
    h(
      'a',
      { class: 'unsubscribe', href: unsubscribe, target: '_blank', rel: 'noreferrer noopener' },
      texts.unsubscribe,
    );
  return h('p', { class: 'mail-from' }, `${texts.from} ${from}`, way);
}

function documentOf(html) {
  const shown = shownLetter(html);
  return /^\s*<!doctype/i.test(shown) ? shown : FRAGMENT_STYLE + shown;
}

function attachment({ filename, size, url, startsAt }) {
  if (startsAt !== undefined) return calendarEvent(filename, startsAt);
  const label = size > 0 ? `${filename} · ${showSize(size)}` : filename;
  const name = url
    ? h('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, label)
    : h('span', {}, label);
  return h('li', { class: 'clipped' }, name);
}

/** A calendar file, as mailboxes show it: when, before what it is called. */
function calendarEvent(filename, startsAt) {
  const day = h(
    'span',
    { class: 'calendar-day', 'aria-hidden': 'true' },
    String(new Date(startsAt).getDate()),
  );
  const words = h(
    'span',
    {},
    h('strong', {}, showAppointment(startsAt)),
    h('small', {}, `${texts.calendarFile} · ${filename}`),
  );
  return h('li', { class: 'calendar' }, day, words);
}

function showSize(bytes) {
  return bytes < 1024 ? `${bytes} o` : `${Math.round(bytes / 1024)} Ko`;
}

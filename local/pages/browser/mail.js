import { h } from './dom.js';
import { statusLine } from './message-status.js';
import { texts } from './texts.js';

/** For a fragment: a whole document says itself how it looks, in light and in dark. */
const FRAGMENT_STYLE =
  '<meta name="color-scheme" content="light"><style>body{font:15px/1.5 system-ui,sans-serif;margin:12px;color:#1f1a17;background:#fff;overflow-wrap:anywhere}img{max-width:100%}</style>';

/** An e-mail in a mailbox. HTML stays in a frame without scripts, and nothing is fetched for it. */
export function mail(message, changed, before) {
  const { direction, subject, from, html, text, attachments } = message;
  const mine = direction === 'inbound';
  const body = html
    ? h('iframe', { sandbox: '', title: texts.htmlTitle, srcdoc: documentOf(html), loading: 'lazy' })
    : h('p', { class: 'mail-text' }, text ?? '');
  return h(
    'article',
    { class: `mail ${mine ? 'mine' : 'theirs'}` },
    h('h3', {}, subject || texts.noSubject),
    h('p', { class: 'mail-from' }, `${texts.from} ${from}`),
    body,
    html &&
      text &&
      h('details', {}, h('summary', {}, texts.textVersion), h('p', { class: 'mail-text' }, text)),
    attachments.length > 0 && h('ul', { class: 'attachments' }, ...attachments.map(attachment)),
    statusLine(message, changed, before),
  );
}

function documentOf(html) {
  return /^\s*<!doctype/i.test(html) ? html : FRAGMENT_STYLE + html;
}

function attachment({ filename, size, url }) {
  const label = size > 0 ? `${filename} · ${showSize(size)}` : filename;
  const name = url
    ? h('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, label)
    : h('span', {}, label);
  return h('li', { class: 'clipped' }, name);
}

function showSize(bytes) {
  return bytes < 1024 ? `${bytes} o` : `${Math.round(bytes / 1024)} Ko`;
}

import { copyable, h, replace } from './dom.js';
import { curlLines, follow, read } from './local-api.js';
import { CHANNEL_NAMES, showTime, texts } from './texts.js';
import { showTop } from './top.js';

const words = texts.start;
const latest = h('div', { class: 'latest' });

function card(href, title, hint) {
  return h('a', { class: 'card', href }, h('strong', {}, title), h('span', {}, hint));
}

function row({ at, channel, to, text, subject, status, errorCode }) {
  const state = `${texts.statuses[status] ?? status}${errorCode ? ` (${errorCode})` : ''}`;
  return h(
    'tr',
    {},
    h('td', {}, showTime(new Date(at))),
    h('td', {}, h('span', { class: `chip ${channel}` }, CHANNEL_NAMES[channel])),
    h('td', {}, to),
    h('td', { class: 'preview' }, subject ?? text ?? ''),
    h('td', { class: `status ${status}` }, state),
  );
}

async function showLatest() {
  const { items } = await read('/_local/outbox');
  if (items.length === 0) return latest.replaceChildren(h('p', { class: 'hint' }, words.none));
  const head = h('tr', {}, ...words.columns.map((name) => h('th', { scope: 'col' }, name)));
  const rows = items.slice(-8).toReversed().map(row);
  return latest.replaceChildren(h('table', {}, h('thead', {}, head), h('tbody', {}, ...rows)));
}

async function start() {
  document.title = 'Coccinelle';
  showTop('Coccinelle', undefined, undefined);
  const lines = await curlLines();
  replace(
    'start',
    h('p', { class: 'lead' }, words.lead),
    h(
      'div',
      { class: 'cards' },
      card('/_local/phone', words.phones, words.phonesHint),
      card('/_local/templates', words.templates, words.templatesHint),
      card('/v1/openapi.json', words.openapi, words.openapiHint),
      card('/_local', words.local, words.localHint),
      card('/_local/outbox', words.outbox, words.outboxHint),
    ),
    h('h2', {}, words.first),
    copyable(lines.send, texts.copy, texts.copied),
    h('h2', {}, words.why),
    copyable(lines.route, texts.copy, texts.copied),
    h('h2', {}, words.last),
    latest,
  );
  follow(() => void showLatest());
}

void start();

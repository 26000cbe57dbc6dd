import { h } from './dom.js';
import { letterFrame } from './letter-frame.js';
import { linked } from './linked-words.js';
import { CHANNEL_NAMES, language, showTime, texts } from './texts.js';
import { whatsAppTemplate } from './whatsapp-template.js';

const words = texts.catalogue;
const euros = new Intl.NumberFormat(language, {
  style: 'currency',
  currency: 'EUR',
  maximumFractionDigits: 4,
});

/** What a prospect gets on one channel. `around`: the senders, and the stack's time. */
export function templateCard(preview, channel, around) {
  const { refused, warnings = [], locale } = preview;
  const show = { sms: smsPhone, whatsapp: whatsAppPhone, email: mailbox }[channel];
  const shown = refused === undefined ? show(preview, around) : h('p', { class: 'refused' }, refused);
  return h(
    'section',
    { class: `card ${channel}`, 'aria-label': CHANNEL_NAMES[channel] },
    h('h4', {}, h('span', { class: `chip ${channel}` }, CHANNEL_NAMES[channel])),
    h('div', { class: 'shown', lang: locale }, shown),
    refused === undefined && channel !== 'email' && h('p', { class: 'facts' }, factsOf(preview)),
    warnings.length > 0 &&
      h('ul', { class: 'warnings' }, ...warnings.map(({ message }) => h('li', {}, message))),
  );
}

function factsOf({ metaCategory, segments, units, cost }) {
  if (metaCategory !== undefined) return words.metaCategory[metaCategory];
  return [words.segments(segments), words.characters(units), euros.format(cost.micros / 1e6)].join(' · ');
}

function smsPhone({ text }, { senders, now }) {
  const message = h('div', { class: 'message sms' }, h('p', { class: 'message-body' }, ...linked(text)));
  return phone('sms', senders.sms, h('p', { class: 'day' }, showTime(now)), message);
}

function whatsAppPhone(preview, { senders, now }) {
  return phone('whatsapp', senders.emailName || senders.whatsapp, whatsAppTemplate(preview, now));
}

function phone(channel, sender, ...thread) {
  const bar = h('div', { class: 'bar' }, avatar(sender), h('span', { class: 'bar-name' }, sender));
  return h('div', { class: `phone ${channel}` }, bar, h('div', { class: 'thread' }, ...thread));
}

function mailbox({ subject, preheader, html }, { senders, now }) {
  const name = senders.emailName || senders.email;
  const from = h('p', { class: 'from' }, h('strong', {}, name), h('span', {}, `<${senders.email}>`));
  const head = h(
    'div',
    { class: 'mail-head' },
    avatar(name),
    h('div', { class: 'mail-words' }, from, h('p', { class: 'subject' }, subject)),
    h('time', {}, showTime(now)),
    h('p', { class: 'preheader' }, preheader),
  );
  return h('div', { class: 'mailbox' }, head, letterFrame(html, subject));
}

function avatar(name = '') {
  const sign = /\p{L}/u.exec(name)?.[0].toUpperCase() ?? '#';
  return h('span', { class: 'avatar', 'aria-hidden': 'true' }, sign);
}

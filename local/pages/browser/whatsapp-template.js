import { h } from './dom.js';
import { linked } from './linked-words.js';
import { showTime, texts } from './texts.js';

const MARKS = { reply: '↩', url: '↗', phone: '✆' };

/** A template as WhatsApp draws it: one card with its buttons below, of which none does anything here. */
export function whatsAppTemplate({ header, body, footer, buttons = [] }, at) {
  return h(
    'div',
    { class: 'message whatsapp' },
    header && h('p', { class: 'message-header' }, header),
    h('p', { class: 'message-body' }, ...linked(body)),
    footer && h('p', { class: 'message-footer' }, footer),
    h('time', {}, showTime(at)),
    buttons.length > 0 && h('ul', { class: 'message-buttons' }, ...buttons.map(button)),
  );
}

function button({ kind, label, leadsTo }) {
  return h(
    'li',
    { title: leadsTo },
    h('span', { 'aria-hidden': 'true' }, `${MARKS[kind]} `),
    h('span', { class: 'visually-hidden' }, `${texts.catalogue.buttons[kind]} `),
    label,
  );
}

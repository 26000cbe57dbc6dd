import { h } from './dom.js';
import { act } from './local-api.js';
import { statusLine } from './message-status.js';
import { texts } from './texts.js';

/** An SMS or a WhatsApp message on a phone. */
export function bubble(message, changed, before) {
  const { direction, channel, text, media, template, from } = message;
  const mine = direction === 'inbound';
  return h(
    'article',
    { class: `bubble ${channel} ${mine ? 'mine' : 'theirs'}` },
    !mine && h('span', { class: 'sender' }, from),
    template && h('span', { class: 'template' }, texts.templateOf(template)),
    ...media.map(mediaLink),
    text && h('p', {}, text),
    !mine && buttons(message, changed),
    statusLine(message, changed, before),
  );
}

function mediaLink(url) {
  const name = url.split(/[?#]/, 1)[0].split('/').at(-1) || url;
  return h('a', { class: 'media clipped', href: url, target: '_blank', rel: 'noreferrer noopener' }, name);
}

function buttons(message, changed) {
  if (message.buttons.length === 0) return undefined;
  const tap = async (label) => {
    const { channel, from, to } = message;
    await act('POST', '/_local/replies', {
      channel,
      from: to[0],
      to: from,
      text: label,
      buttonPayload: label,
    });
    await changed();
  };
  return h(
    'div',
    { class: 'taps' },
    ...message.buttons.map((label) => h('button', { type: 'button', onclick: () => void tap(label) }, label)),
  );
}

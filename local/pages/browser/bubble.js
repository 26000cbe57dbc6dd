import { h } from './dom.js';
import { act } from './local-api.js';
import { statusLine } from './message-status.js';
import { shownPhoto } from './shown-letter.js';
import { texts } from './texts.js';

/** An SMS or a WhatsApp message on a phone. */
export function bubble(message, changed, before) {
  const { direction, channel, text, media, template, from, header, footer } = message;
  const mine = direction === 'inbound';
  return h(
    'article',
    { class: `bubble ${channel} ${mine ? 'mine' : 'theirs'}` },
    !mine && h('span', { class: 'sender' }, from),
    template && h('span', { class: 'template' }, texts.templateOf(template)),
    ...media.map(mediaLink),
    header && h('strong', { class: 'template-header' }, header),
    text && h('p', {}, text),
    footer && h('small', { class: 'template-footer' }, footer),
    !mine && buttons(message, changed),
    statusLine(message, changed, before),
  );
}

/** A picture is shown; anything else, and a picture that does not load, goes by its name. */
function mediaLink(url) {
  const name = url.split(/[?#]/, 1)[0].split('/').at(-1) || url;
  const link = h('a', { class: 'media', href: url, target: '_blank', rel: 'noreferrer noopener' });
  const asFile = () => {
    link.classList.add('clipped');
    link.replaceChildren(name);
  };
  const photo = shownPhoto(url);
  if (photo === undefined) asFile();
  else link.append(h('img', { src: photo, alt: name, onerror: asFile }));
  return link;
}

function buttons(message, changed) {
  if (message.buttons.length === 0) return undefined;
  const tap = async ({ label, payload }) => {
    const { channel, from, to } = message;
    await act('POST', '/_local/replies', {
      channel,
      from: to[0],
      to: from,
      text: label,
      buttonPayload: payload,
    });
    await changed();
  };
  return h('div', { class: 'taps' }, ...message.buttons.map((button) => drawn(button, tap)));
}

/** A quick reply answers with its text; a link and a number open what stands behind them. */
function drawn(button, tap) {
  const { kind, label, url, phone } = button;
  if (kind === 'reply') return h('button', { type: 'button', onclick: () => void tap(button) }, label);
  const href = kind === 'url' ? url : `tel:${phone}`;
  return h('a', { class: 'tap-link', href, target: '_blank', rel: 'noreferrer noopener' }, label);
}

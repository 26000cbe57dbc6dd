import { h } from './dom.js';
import { showTime, texts } from './texts.js';

/** The phones and mailboxes, the latest first. */
export function deviceList({ devices, device }, select) {
  if (devices.length === 0) return [];
  return [
    h('h2', { class: 'section' }, texts.phones),
    h('ul', {}, ...devices.map((one) => item(one, device, select))),
  ];
}

function item(one, current, select) {
  const { address, kind, preview, lastAt } = one;
  const here = address === current?.address;
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: `device-row ${kind}`,
        'aria-current': here ? 'true' : undefined,
        onclick: () => select(address),
      },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }),
      h(
        'span',
        { class: 'device-words' },
        h('span', { class: 'device-address' }, showAddress(address)),
        h('span', { class: 'device-preview' }, h('time', {}, showTime(lastAt)), ` · ${preview}`),
      ),
    ),
  );
}

/** `+33612345678` as `+33 6 12 34 56 78`. */
export function showAddress(address) {
  return address.replace(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '+33 $1 $2 $3 $4 $5');
}

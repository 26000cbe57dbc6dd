import { h } from './dom.js';
import { act } from './local-api.js';
import { showTime, texts } from './texts.js';

const EVENTS = {
  sms: ['sent', 'delivered', 'undelivered', 'failed'],
  whatsapp: ['sent', 'delivered', 'read', 'undelivered', 'failed'],
  email: ['sent', 'delivered', 'opened', 'clicked', 'delivery_delayed', 'bounced', 'complained', 'failed'],
};
const TICKS = { queued: '○', sent: '✓', delivered: '✓✓', read: '✓✓', opened: '✓✓', clicked: '✓✓' };

/** When a message came and what became of it, with what can be made to happen. */
export function statusLine(message, changed, before) {
  const { at, status, errorCode, direction, segments, channel } = message;
  const parts = [h('time', {}, showTime(at))];
  if (direction === 'outbound') {
    const name = `${TICKS[status] ?? '⚠'} ${texts.statuses[status] ?? status}`;
    parts.push(h('span', { class: `status ${status}` }, errorCode ? `${name} (${errorCode})` : name));
    if (channel === 'sms' && segments > 1) parts.push(h('span', {}, texts.segments(segments)));
    parts.push(eventMenu(message, changed, before?.querySelector('details.events')?.open));
  }
  return h('div', { class: 'meta' }, ...parts);
}

function eventMenu({ providerId, channel }, changed, open) {
  const happen = async (event) => {
    await act('POST', '/_local/events', { providerId, event });
    await changed();
  };
  const buttons = EVENTS[channel].map((event) =>
    h('button', { type: 'button', class: 'small', onclick: () => void happen(event) }, texts.statuses[event]),
  );
  return h(
    'details',
    {
      class: 'events',
      open,
      ontoggle: (event) => event.target.open && event.target.scrollIntoView({ block: 'nearest' }),
    },
    h('summary', {}, texts.happen),
    h('div', { class: 'event-buttons' }, ...buttons),
  );
}

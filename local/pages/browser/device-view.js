import { h } from './dom.js';
import { showAddress } from './device-list.js';
import { Composer } from './composer.js';
import { bubble } from './bubble.js';
import { mail } from './mail.js';
import { CHANNEL_NAMES, showDay, texts } from './texts.js';

/** One phone or mailbox. Messages that did not change keep their elements, so that frames do not blink. */
export class DeviceView {
  constructor(device, changed) {
    this.address = device.address;
    this.kind = device.kind;
    this.changed = changed;
    this.channel = undefined;
    this.shown = new Map();
    this.tabs = h('div', { class: 'tabs', role: 'group' });
    this.thread = h('div', { class: 'thread', role: 'log', 'aria-live': 'polite', tabindex: '0' });
    this.thread.setAttribute('aria-label', showAddress(device.address));
    this.composer = new Composer(this, changed);
    this.element = h(
      'div',
      { class: `frame ${device.kind}` },
      this.#head(),
      this.thread,
      this.composer.element,
    );
  }

  show({ messages }) {
    this.#showTabs(messages);
    const visible = messages.filter(({ channel }) => channel === this.channel);
    // A mailbox is read from its newest e-mail, a phone ends with it.
    if (this.kind === 'mailbox') visible.reverse();
    const atEnd = this.thread.scrollHeight - this.thread.scrollTop - this.thread.clientHeight < 80;
    const grown = visible.some(({ providerId }) => !this.shown.has(providerId));
    const elements = visible.flatMap((message, index) => {
      const newDay = showDay(message.at) !== showDay(visible[index - 1]?.at ?? 0);
      return newDay ? [this.#day(message.at), this.#element(message)] : [this.#element(message)];
    });
    this.#place(elements);
    if (grown && atEnd && this.kind === 'phone') this.thread.scrollTop = this.thread.scrollHeight;
    this.composer.show(visible);
  }

  #head() {
    const name = this.kind === 'phone' ? texts.phone : texts.mailbox;
    const words = h('div', {}, h('span', { class: 'kind' }, name), h('h2', {}, showAddress(this.address)));
    return h('header', { class: 'frame-head' }, words, this.tabs);
  }

  #showTabs(messages) {
    const channels = ['sms', 'whatsapp', 'email'].filter((name) =>
      messages.some(({ channel }) => channel === name),
    );
    const latest = messages.at(-1)?.channel;
    if (!this.channel || !channels.includes(this.channel)) this.channel = latest;
    this.element.dataset.channel = this.channel;
    if (this.kind === 'mailbox') return;
    const key = `${channels.join()}:${this.channel}`;
    if (this.tabs.dataset.key === key) return;
    this.tabs.dataset.key = key;
    this.tabs.replaceChildren(...channels.map((channel) => this.#tab(channel)));
  }

  #tab(channel) {
    const open = () => {
      this.channel = channel;
      this.shown.clear();
      this.thread.replaceChildren();
      void this.changed();
    };
    const pressed = String(channel === this.channel);
    const label = CHANNEL_NAMES[channel];
    return h(
      'button',
      { type: 'button', class: `tab ${channel}`, 'aria-pressed': pressed, onclick: open },
      label,
    );
  }

  #day(at) {
    const key = `day:${showDay(at)}`;
    const known = this.shown.get(key);
    if (known) return known.element;
    const element = h('p', { class: 'day' }, h('span', {}, showDay(at)));
    this.shown.set(key, { element });
    return element;
  }

  #element(message) {
    const content = JSON.stringify(message);
    const known = this.shown.get(message.providerId);
    if (known?.content === content) return known.element;
    const make = message.channel === 'email' ? mail : bubble;
    const element = make(message, this.changed, known?.element);
    this.shown.set(message.providerId, { content, element });
    return element;
  }

  #place(elements) {
    for (const [index, element] of elements.entries()) {
      const present = this.thread.children[index];
      if (present !== element) this.thread.insertBefore(element, present ?? null);
    }
    while (this.thread.children.length > elements.length) this.thread.lastElementChild.remove();
  }
}

import { h, toast } from './dom.js';
import { act } from './local-api.js';
import { CHANNEL_NAMES, texts } from './texts.js';

/** The box to answer as the prospect. It outlives the thread's changes, so that nothing typed is lost. */
export class Composer {
  constructor(view, changed) {
    this.view = view;
    this.changed = changed;
    const long = view.kind === 'mailbox';
    const keys = (event) => {
      const sends = event.key === 'Enter' && (long ? event.ctrlKey || event.metaKey : !event.shiftKey);
      if (!sends || event.isComposing) return;
      event.preventDefault();
      void this.#send(this.input.value);
    };
    this.input = h('textarea', { rows: long ? '3' : '1', id: 'reply-text', onkeydown: keys });
    this.label = h('label', { for: 'reply-text', class: 'visually-hidden' });
    const quick = texts.quick.map((word) =>
      h('button', { type: 'button', class: 'small', onclick: () => void this.#send(word) }, word),
    );
    const submit = (event) => {
      event.preventDefault();
      void this.#send(this.input.value);
    };
    this.element = h(
      'form',
      { class: 'composer', onsubmit: submit },
      h('div', { class: 'quick', role: 'group', 'aria-label': texts.reply }, ...quick),
      h(
        'div',
        { class: 'composer-row' },
        this.label,
        this.input,
        h('button', { type: 'submit', class: 'primary' }, texts.send),
      ),
    );
  }

  show(messages) {
    const words = texts.replyBy(CHANNEL_NAMES[this.view.channel] ?? '');
    this.label.textContent = words;
    this.input.placeholder = words;
    const last = messages.findLast(({ direction }) => direction === 'outbound');
    this.to = last?.from ?? messages.at(-1)?.to[0];
  }

  async #send(text) {
    if (text.trim() === '') return this.input.focus();
    const { channel, address } = this.view;
    const answer = await act('POST', '/_local/replies', { channel, from: address, to: this.to, text });
    if (!answer) return undefined;
    this.input.value = '';
    const { status, error } = answer.webhook;
    toast(status >= 200 && status < 300 ? texts.replied : texts.refused(status ?? error));
    this.input.focus();
    return this.changed();
  }
}

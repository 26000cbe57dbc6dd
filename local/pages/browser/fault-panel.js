import { h } from './dom.js';
import { act } from './local-api.js';
import { texts } from './texts.js';

const PROVIDERS = { twilio: 'Twilio (SMS, WhatsApp)', resend: 'Resend (e-mail)' };

/** What is broken on purpose, and the form that breaks more. */
export class FaultPanel {
  constructor(changed) {
    this.changed = changed;
    this.list = h('ul', { class: 'faults' });
    this.clear = h(
      'button',
      { type: 'button', class: 'small', onclick: () => void this.#clear() },
      texts.clear,
    );
    this.form = this.#form();
    this.element = h(
      'section',
      {},
      h('h2', { class: 'section' }, texts.faults),
      this.list,
      this.clear,
      h('details', { class: 'fault-form' }, h('summary', {}, texts.arm), this.form),
    );
  }

  show(faults) {
    this.clear.hidden = faults.length === 0;
    const lines = faults.map(describe).map((line) => h('li', {}, line));
    this.list.replaceChildren(...(lines.length > 0 ? lines : [h('li', { class: 'none' }, texts.noFault)]));
  }

  async #clear() {
    await act('DELETE', '/_local/faults');
    await this.changed();
  }

  #form() {
    const submit = async (event) => {
      event.preventDefault();
      const given = [...new FormData(event.target)].filter(([, value]) => value !== '');
      const fault = Object.fromEntries(given);
      if (fault.count) fault.count = Number(fault.count);
      await act('POST', '/_local/faults', fault);
      await this.changed();
    };
    return h(
      'form',
      { onsubmit: (event) => void submit(event) },
      h('p', { class: 'hint' }, texts.faultsHint),
      choice('provider', texts.provider, PROVIDERS),
      choice('mode', texts.mode, texts.modes),
      field('errorCode', texts.errorCode, { placeholder: texts.usual }),
      field('to', texts.to, { placeholder: texts.everyone }),
      field('count', texts.count, { placeholder: texts.untilCleared, type: 'number', min: '1' }),
      h('button', { type: 'submit', class: 'primary' }, texts.arm),
    );
  }
}

function describe({ provider, mode, errorCode, to, count }) {
  const parts = [`${PROVIDERS[provider].split(' ', 1)[0]} ${texts.modes[mode]}`];
  if (errorCode) parts.push(errorCode);
  if (to) parts.push(`→ ${to}`);
  if (count) parts.push(`× ${count}`);
  return parts.join(' · ');
}

function choice(name, label, options) {
  const choices = Object.entries(options).map(([value, words]) => h('option', { value }, words));
  return h('label', { class: 'field' }, h('span', {}, label), h('select', { name }, ...choices));
}

function field(name, label, properties) {
  return h(
    'label',
    { class: 'field' },
    h('span', {}, label),
    h('input', { name, autocomplete: 'off', ...properties }),
  );
}

import { h, replace, toast } from './dom.js';
import { FaultPanel } from './fault-panel.js';
import { act } from './local-api.js';
import { showMoment, texts } from './texts.js';

const STEPS = [
  ['PT1H', '+1 h'],
  ['PT6H', '+6 h'],
  ['PT24H', '+24 h'],
];

/** The clock, the settings and the faults. */
export class Panel {
  constructor(changed) {
    this.changed = changed;
    this.skew = undefined;
    this.time = h('output', { class: 'clock' });
    this.faults = new FaultPanel(changed);
    this.autoDeliver = this.#toggle('autoDeliver', texts.autoDeliver, texts.autoDeliverHint);
    this.window = this.#toggle('enforceWhatsAppWindow', texts.window, texts.windowHint);
    replace(
      'panel',
      h(
        'section',
        {},
        h('h2', { class: 'section' }, texts.clock),
        this.time,
        this.#steps(),
        hint(texts.clockHint),
      ),
      h('section', {}, h('h2', { class: 'section' }, texts.settings), this.autoDeliver, this.window),
      this.faults.element,
    );
    setInterval(() => this.#tick(), 1000);
  }

  show({ now, settings, faults }) {
    this.skew = now - Date.now();
    this.#tick();
    this.autoDeliver.querySelector('input').checked = settings.autoDeliver;
    this.window.querySelector('input').checked = settings.enforceWhatsAppWindow;
    this.faults.show(faults);
  }

  #tick() {
    if (this.skew !== undefined) this.time.textContent = showMoment(Date.now() + this.skew);
  }

  #steps() {
    const advance = async (duration, label) => {
      const done = await act('POST', '/_local/clock', { advance: duration });
      if (done) toast(texts.advanced(label));
      await this.changed();
    };
    const buttons = STEPS.map(([duration, label]) =>
      h('button', { type: 'button', onclick: () => void advance(duration, label) }, label),
    );
    return h('div', { class: 'steps', role: 'group', 'aria-label': texts.advance }, ...buttons);
  }

  #toggle(name, label, explanation) {
    const change = async (event) => {
      await act('POST', '/_local/settings', { [name]: event.target.checked });
      await this.changed();
    };
    const box = h('input', { type: 'checkbox', role: 'switch', onchange: (event) => void change(event) });
    return h(
      'label',
      { class: 'toggle' },
      box,
      h('span', {}, h('strong', {}, label), h('small', {}, explanation)),
    );
  }
}

function hint(text) {
  return h('p', { class: 'hint' }, text);
}

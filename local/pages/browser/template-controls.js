import { h } from './dom.js';
import { CHOICES } from './template-choices.js';
import { CHANNEL_NAMES, texts } from './texts.js';

const words = texts.catalogue;
const LABELS = {
  locale: { fr: 'Français', en: 'English' },
  channel: { ...CHANNEL_NAMES, all: texts.all },
  theme: words.themes,
  width: words.widths,
};

/** The choices above the catalogue. @param changed is called with each new choice, such as `{ theme: 'dark' }`. */
export function templateControls(choices, changed) {
  const groups = Object.entries(CHOICES).map(([name, values]) => {
    const options = values.map((value) => option(name, value, choices[name], changed));
    return [name, h('fieldset', { class: 'choice' }, h('legend', {}, words.choices[name]), ...options)];
  });
  const search = h('input', {
    type: 'search',
    id: 'template-search',
    value: choices.search,
    placeholder: words.searchHint,
    oninput: (event) => changed({ search: event.target.value }),
  });
  const label = h('label', { for: 'template-search' }, words.search);
  const { theme, width } = Object.fromEntries(groups);
  const element = h(
    'form',
    { class: 'controls', role: 'search', onsubmit: (event) => event.preventDefault() },
    ...groups.map(([, group]) => group),
    h('div', { class: 'choice-search' }, label, search),
  );
  return {
    element,
    /** How e-mails look can be chosen while there are any. */
    show: ({ channel }) => {
      for (const group of [theme, width]) group.disabled = channel !== 'all' && channel !== 'email';
    },
  };
}

function option(name, value, current, changed) {
  const input = h('input', {
    type: 'radio',
    name,
    value,
    checked: value === current,
    onchange: () => changed({ [name]: value }),
  });
  const lang = name === 'locale' ? value : undefined;
  return h('label', { lang }, input, h('span', {}, LABELS[name][value]));
}

import { Catalogue } from './catalogue.js';
import { h, replace } from './dom.js';
import { templateCard } from './template-card.js';
import { groupTemplates, readChoices, shownChannels, writeChoices } from './template-choices.js';
import { templateControls } from './template-controls.js';
import { language, texts } from './texts.js';
import { pageLink, showTop } from './top.js';

const words = texts.catalogue;
const catalogue = new Catalogue();
const controls = templateControls(readChoices(new URLSearchParams(location.search), language), change);
const list = h('div', { class: 'templates' });
const state = h('div', { class: 'state', role: 'status' });
let choices = readChoices(new URLSearchParams(location.search), language);
/** The articles of the language that is shown. */
let articles = [];
let asked = 0;

function change(chosen) {
  choices = { ...choices, ...chosen };
  const url = new URL(location.href);
  url.search = writeChoices(url.searchParams, choices);
  history.replaceState(null, '', url);
  if (chosen.locale === undefined) filter();
  else void show();
}

/** Draws every message of a language once: choosing among them then moves no frame, which would load again. */
async function show() {
  asked += 1;
  const mine = asked;
  list.replaceChildren();
  articles = [];
  filter();
  state.replaceChildren(h('p', {}, words.opening));
  try {
    const { items, ...around } = await catalogue.open();
    const { locale } = choices;
    const progress = h('progress', { max: '1', value: '0' });
    state.replaceChildren(h('label', {}, words.loading, progress));
    await catalogue.load(items, locale, (count, all) => {
      progress.max = all;
      progress.value = count;
    });
    if (mine !== asked) return;
    list.replaceChildren(...groupTemplates(items).map((group) => section(group, around)));
    filter();
  } catch (error) {
    if (mine === asked) showFailure(error);
  }
}

function showFailure({ message }) {
  const again = h('button', { type: 'button', class: 'primary', onclick: () => void show() }, words.retry);
  state.replaceChildren(
    h('div', { class: 'failure', role: 'alert' }, h('p', {}, words.failed), h('code', {}, message), again),
  );
}

function section({ category, templates }, around) {
  const heading = h('h2', { id: `category-${category}` }, words.categories[category] ?? category);
  const cards = h('div', { class: 'grid' }, ...templates.map((template) => article(template, around)));
  return h('section', { class: 'category', 'aria-labelledby': heading.id }, heading, cards);
}

function article(template, around) {
  const { id, name, expectsReply, channels } = template;
  const cards = channels.map((channel) => ({
    channel,
    element: templateCard(catalogue.preview(id, channel, choices.locale), channel, around),
  }));
  const element = h(
    'article',
    { class: 'template', id },
    h(
      'header',
      {},
      h('h3', {}, name[language]),
      h('code', {}, id),
      expectsReply && h('span', { class: 'expects' }, words.expectsReply),
    ),
    h('div', { class: 'cards' }, ...cards.map((card) => card.element)),
  );
  articles.push({ template, element, cards });
  return element;
}

function filter() {
  list.dataset.theme = choices.theme;
  list.dataset.width = choices.width;
  controls.show(choices);
  let [templates, messages] = [0, 0];
  for (const { template, element, cards } of articles) {
    const shown = shownChannels(template, choices);
    for (const card of cards) card.element.hidden = !shown.includes(card.channel);
    element.hidden = shown.length === 0;
    element.dataset.cards = String(shown.length);
    templates += shown.length > 0 ? 1 : 0;
    messages += shown.length;
  }
  for (const category of list.children)
    category.hidden = category.querySelector('article:not([hidden])') === null;
  if (articles.length > 0)
    state.replaceChildren(h('p', {}, messages > 0 ? words.found(messages, templates) : words.nothing));
}

document.title = `${words.title} – Coccinelle`;
showTop(words.title, words.subtitle, pageLink('/_local/phone', words.toPhones));
replace('catalogue', controls.element, state, list);
void show();

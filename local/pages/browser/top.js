import { h, replace } from './dom.js';
import { switchLanguage, texts } from './texts.js';

/** The bar that all pages share. */
export function showTop(title, subtitle, link) {
  const mark = h('img', { src: '/_local/pages/icon.svg', alt: '', width: '28', height: '28' });
  const words = h('div', { class: 'top-words' }, h('h1', {}, title), subtitle && h('p', {}, subtitle));
  const home = h('a', { class: 'mark', href: '/', 'aria-label': texts.home }, mark);
  const other = h('button', { type: 'button', class: 'quiet', onclick: switchLanguage }, texts.otherLanguage);
  other.lang = document.documentElement.lang === 'fr' ? 'en' : 'fr';
  replace('top', home, words, link, other);
}

/** A link to another page, for the bar. */
export function pageLink(href, label) {
  return h('a', { class: 'page-link', href }, label);
}

import { h } from './dom.js';

/** A text whose links look like links, as phones show them; they lead nowhere here. */
export function linked(text) {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? h('span', { class: 'link' }, part) : part));
}

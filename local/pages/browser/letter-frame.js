import { h } from './dom.js';
import { shownLetter } from './shown-letter.js';

/**
 * An e-mail's HTML in a frame as high as its content. The frame has this page's origin so that its height can be read,
 * and no scripts: what is in it can neither act nor lead anywhere. Wider than its place, it is made smaller.
 */
export function letterFrame(html, title) {
  const frame = h('iframe', { sandbox: 'allow-same-origin', title, srcdoc: shownLetter(html) });
  const box = h('div', { class: 'letter' }, frame);
  const observer = new ResizeObserver(() => fit(box, frame));
  observer.observe(box);
  frame.addEventListener('load', () => observer.observe(frame.contentDocument.documentElement));
  return box;
}

function fit(box, frame) {
  const height = frame.contentDocument?.documentElement?.offsetHeight ?? 0;
  // Nothing has a size while it is not shown.
  if (height === 0 || frame.offsetWidth === 0) return;
  const scale = Math.min(1, box.clientWidth / frame.offsetWidth);
  frame.style.height = `${height}px`;
  frame.style.transform = scale < 1 ? `scale(${scale})` : '';
  box.style.height = `${Math.ceil(height * scale)}px`;
}

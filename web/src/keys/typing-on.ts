import { focusAfterTyping, focused, held, release } from './typing-ahead.ts';

/** Goes on where the text belongs, behind what stands there; a button takes no letters, and gets the focus after them. */
export function goOnTypingIn(target: HTMLElement): void {
  if (!takesText(target)) return focusAfterTyping(target);
  const typed = release();
  target.focus();
  if (typed === '') return;
  const end = target.value.length;
  target.setRangeText(typed, end, end, 'end');
  target.dispatchEvent(new InputEvent('input', { bubbles: true, data: typed, inputType: 'insertText' }));
}

/** What has the focus, or had it before letters were held. */
export function focusBefore(): HTMLElement | undefined {
  const holding = held();
  return holding === undefined ? focused() : holding.from;
}

function takesText(target: HTMLElement): target is HTMLTextAreaElement | HTMLInputElement {
  if (target instanceof HTMLInputElement) return ['text', 'search', 'tel', 'url'].includes(target.type);
  return target instanceof HTMLTextAreaElement;
}

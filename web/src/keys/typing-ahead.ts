import controls from '../ui/controls.module.css';

/** Milliseconds after the last letter: nobody goes on typing into nothing for longer. */
const HELD_FOR = 8_000;
/** The same where there will be no field: whoever has not looked up yet is still typing. */
const PAUSE = 1_000;

interface Holding {
  field: HTMLTextAreaElement;
  /** What gets the focus in the end; nothing yet. */
  next?: HTMLElement;
}

let holding: Holding | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Takes what is typed until there is a field for it: a conversation that is opened to be answered may still be on its
 * way, and letters that nobody takes would be commands. A field of its own, so that accents are made as anywhere else.
 * @param label what is being written, for those who hear the page.
 */
export function holdTyping(label: string): void {
  release();
  const field = document.createElement('textarea');
  field.className = controls['hidden'] ?? '';
  field.setAttribute('aria-label', label);
  field.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') release();
  });
  field.addEventListener('input', expire);
  field.addEventListener('blur', release);
  document.body.append(field);
  holding = { field };
  field.focus({ preventScroll: true });
  expire();
}

/** Goes on where the text belongs, behind what stands there; a button takes no letters, and gets the focus after them. */
export function goOnTypingIn(target: HTMLElement): void {
  if (!(target instanceof HTMLTextAreaElement)) {
    if (holding === undefined) target.focus();
    else holding.next = target;
    expire();
    return;
  }
  const typed = holding?.field.value ?? '';
  target.focus();
  release();
  if (typed === '') return;
  const end = target.value.length;
  target.setRangeText(typed, end, end, 'end');
  target.dispatchEvent(new InputEvent('input', { bubbles: true, data: typed, inputType: 'insertText' }));
}

function expire(): void {
  clearTimeout(timer);
  const next = holding?.next;
  timer = setTimeout(
    () => {
      release();
      next?.focus();
    },
    next === undefined ? HELD_FOR : PAUSE,
  );
}

function release(): void {
  clearTimeout(timer);
  const field = holding?.field;
  // Before it goes: its leaving the page is a blur, which would come back here.
  holding = undefined;
  field?.remove();
}

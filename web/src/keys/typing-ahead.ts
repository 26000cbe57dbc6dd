import controls from '../ui/controls.module.css';

/** Milliseconds after the last letter: nobody goes on typing into nothing for longer. */
const HELD_FOR = 8_000;
/** The same where there will be no field: whoever has not looked up yet is still typing. */
const PAUSE = 1_000;

interface Holding {
  field: HTMLTextAreaElement;
  label: string;
  /** What had the focus before. */
  from: HTMLElement | undefined;
  /** What gets the focus in the end; nothing yet. */
  next?: HTMLElement;
  /** Something is opening: what to do where the agent thinks better of it. */
  cancel?: (() => void) | undefined;
}

let holding: Holding | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Takes what is typed until there is a field for it: what is opened to be written in may still be on its way, and
 * letters that nobody takes would be commands. A field of its own, so that accents are made as anywhere else.
 * @param label what is being written, for those who hear the page.
 * @param cancel undoes the opening, on Esc or when the focus goes elsewhere. With it letters are taken for as long as
 * that lasts (`openingEnds`), else until nobody has typed for a while.
 */
export function holdTyping(label: string, cancel?: () => void): void {
  if (holding !== undefined && holding.label !== label) giveUp();
  holding ??= { field: fieldOf(label), label, from: focused() };
  delete holding.next;
  holding.cancel = cancel;
  holding.field.focus({ preventScroll: true });
  expire();
}

/** What was opening is there, and takes the letters over. */
export function openingEnds(): void {
  if (holding === undefined) return;
  holding.cancel = undefined;
  expire();
}

/** Goes on taking letters until nobody types for a moment, and gives the focus to what takes none. */
export function focusAfterTyping(target: HTMLElement): void {
  if (holding === undefined) return target.focus();
  Object.assign(holding, { next: target, cancel: undefined });
  expire();
}

/** Nothing comes of what was opening: what was typed is forgotten. */
export function giveUp(): void {
  const cancel = holding?.cancel;
  release();
  cancel?.();
}

/** The letters that are being taken for what is to come, and what had the focus before. */
export function held(): Readonly<Pick<Holding, 'from'>> | undefined {
  return holding;
}

function fieldOf(label: string): HTMLTextAreaElement {
  const field = document.createElement('textarea');
  field.className = controls['hidden'] ?? '';
  field.setAttribute('aria-label', label);
  // It is for keys that are pressed: a phone shows its keyboard for the field that is to come.
  field.inputMode = 'none';
  field.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') giveUp();
  });
  field.addEventListener('input', expire);
  field.addEventListener('blur', () => {
    // Another window does not take the focus from it: it comes back.
    if (document.activeElement !== field) giveUp();
  });
  document.body.append(field);
  return field;
}

/** What has the focus; nothing where that is the page. */
export function focused(): HTMLElement | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : undefined;
}

function expire(): void {
  clearTimeout(timer);
  if (holding === undefined || holding.cancel !== undefined) return;
  const { next } = holding;
  timer = setTimeout(
    () => {
      release();
      next?.focus();
    },
    next === undefined ? HELD_FOR : PAUSE,
  );
}

/** No letters are taken any more. @returns those that were. */
export function release(): string {
  clearTimeout(timer);
  const field = holding?.field;
  // Before it goes: its leaving the page is a blur, which would come back here.
  holding = undefined;
  field?.remove();
  return field?.value ?? '';
}

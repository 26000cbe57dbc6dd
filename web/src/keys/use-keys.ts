import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { held } from './typing-ahead.ts';

/** By the character that the keyboard makes: `j`, `?`, `g i`, `$mod+k`. */
export type Bindings = Record<string, (event: KeyboardEvent) => void>;

const WRITABLE = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
/** These take letters themselves. */
const BUSY = '[role="listbox"], [role="grid"]';
/** What lies above the page: wherever the focus is, keys are meant for it. */
const ABOVE = '[role="menu"], [role="dialog"], [role="alertdialog"]';

export function isSomethingAbove(): boolean {
  return document.querySelector(ABOVE) !== null;
}

/**
 * Keys keep quiet in text fields, while something lies above the page or is opening, and with Alt, which makes accents.
 */
function isMeantElsewhere(event: KeyboardEvent): boolean {
  if (event.isComposing || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : undefined;
  if (event.ctrlKey || event.metaKey) return false;
  if (held() !== undefined || isSomethingAbove()) return true;
  if (target?.matches('[type="checkbox"], [type="radio"]') === true) return false;
  return target?.closest(`${WRITABLE}, ${BUSY}`) !== null && target !== undefined;
}

/** Listens for as long as the component stands; the newest bindings count. */
export function useKeys(bindings: Bindings): void {
  const newest = useRef(bindings);
  useEffect(() => {
    newest.current = bindings;
  });
  const keys = Object.keys(bindings).join('\n');
  useEffect(() => {
    // Each by itself: one that is done would leave the others waiting for the rest of theirs.
    const stops = keys
      .split('\n')
      .map((key) =>
        tinykeys(window, { [key]: (event) => newest.current[key]?.(event) }, { ignore: isMeantElsewhere }),
      );
    return () => {
      for (const stop of stops) stop();
    };
  }, [keys]);
}

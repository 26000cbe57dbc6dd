import { useLocation } from 'wouter';
import type { Overlay } from '../shell/shell.tsx';
import { useWords } from '../texts/texts.tsx';
import { holdTyping } from './typing-ahead.ts';
import { isSomethingAbove, useKeys } from './use-keys.ts';

/** The keys that mean the same on every page. */
export function useGlobalKeys(open: (overlay: Overlay) => void): void {
  const { keys } = useWords();
  const [, go] = useLocation();
  useKeys({
    'g i': () => go('/inbox'),
    'g b': () => go('/broadcasts'),
    'g p': () => go('/journeys'),
    'g v': () => go('/agenda'),
    'g s': () => go('/statistics'),
    '[Shift]+?': (event) => {
      event.preventDefault();
      open('keys');
    },
    '$mod+k': (event) => {
      event.preventDefault();
      if (!isSomethingAbove()) holdTyping(keys.palette, () => open(undefined));
      open('palette');
    },
  });
}

import { useEffect, useLayoutEffect, useRef } from 'react';
import { holdTyping, openingEnds } from './typing-ahead.ts';

interface Props {
  /** What is opening, for those who hear the page. */
  label: string;
  cancel: () => void;
}

/**
 * In the place of a dialog or a menu whose files are still being fetched: what is typed meanwhile waits for its field,
 * or for nothing, and is no command. Esc calls it off.
 */
export function Opening({ label, cancel }: Props) {
  const newest = useRef(cancel);
  useEffect(() => {
    newest.current = cancel;
  });
  useLayoutEffect(() => {
    holdTyping(label, () => newest.current());
    return openingEnds;
  }, [label]);
  return undefined;
}

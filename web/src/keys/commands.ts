import { useEffect, useRef } from 'react';

/** What a key or the palette asks of the conversation that is open, or about to be. */
export type Command = 'reply' | 'note' | 'channel' | 'template' | 'snooze' | 'assign' | 'label';

const listeners = new Map<Command, () => void>();
let pending: Command | undefined;

/** Done at once where somebody listens; else by whoever listens next: the conversation may still be opening. */
export function command(what: Command): void {
  const listener = listeners.get(what);
  if (listener === undefined) pending = what;
  else listener();
}

export function useCommand(what: Command, act: () => void): void {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    const listener = () => newest.current();
    listeners.set(what, listener);
    if (pending === what) {
      pending = undefined;
      listener();
    }
    return () => void (listeners.get(what) === listener && listeners.delete(what));
  }, [what]);
}

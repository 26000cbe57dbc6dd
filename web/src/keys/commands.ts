import { useEffect, useRef } from 'react';
import { holdTyping, openingEnds } from './typing-ahead.ts';

/** What a key or the palette asks of the conversation that is open, or about to be. */
export type Command = 'reply' | 'note' | 'channel' | 'template' | 'snooze' | 'assign' | 'label';

const listeners = new Map<Command, () => void>();
let pending: Command | undefined;

interface Options {
  /** What it opens, in words. */
  label: string;
  /** Another conversation is being opened for it: the listener of now is on the way out. */
  isOpening: boolean;
}

/**
 * Done at once where there is a listener; else by the next one: the conversation may still be opening. What is
 * typed until then waits for what the command opens.
 */
export function command(what: Command, { label, isOpening }: Options): void {
  const listener = isOpening ? undefined : listeners.get(what);
  if (listener !== undefined) {
    holdTyping(label);
    listener();
    return;
  }
  holdTyping(label, () => {
    if (pending === what) pending = undefined;
  });
  pending = what;
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
      openingEnds();
      listener();
    }
    return () => void (listeners.get(what) === listener && listeners.delete(what));
  }, [what]);
}

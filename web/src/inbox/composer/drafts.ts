import { useEffect, useRef, useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { Channel } from '../../api/types.ts';

/** What an agent has begun to write to somebody. */
export interface Draft {
  text: string;
  subject?: string;
  /** Chosen by the agent; absent: the suggestion is followed. */
  channel?: Channel;
}

const PREFIX = 'coccinelle.draft.';
const SYNCED_AFTER = 1_200;
const EMPTY: Draft = { text: '' };

const listeners = new Map<string, (text: string) => void>();

function stored(person: string): Draft | undefined {
  const text = localStorage.getItem(PREFIX + person);
  return text === null ? undefined : (JSON.parse(text) as Draft);
}

function store(person: string, draft: Draft): void {
  if (draft.text === '' && draft.subject === undefined) localStorage.removeItem(PREFIX + person);
  else localStorage.setItem(PREFIX + person, JSON.stringify(draft));
}

/** Words that were taken back return to where they were written. */
export function bringBack(person: string, text: string): void {
  const listener = listeners.get(person);
  if (listener === undefined) store(person, { text });
  else listener(text);
}

export interface DraftHandle {
  draft: Draft;
  write: (draft: Draft) => void;
  clear: () => void;
}

/**
 * The draft to a person: in this browser at once, with the agent's other devices a moment later. `remote`: what
 * another device left, taken up while nothing is written here.
 */
export function useDraft(person: string, remote: Draft | undefined): DraftHandle {
  const [draft, setDraft] = useState<Draft>(() => stored(person) ?? EMPTY);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isTouched = useRef(draft !== EMPTY);
  const keep = (next: Draft) => {
    isTouched.current = true;
    setDraft(next);
    store(person, next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void sync(person, next), SYNCED_AFTER);
  };
  useEffect(() => {
    if (remote !== undefined && !isTouched.current) setDraft(remote);
  }, [remote]);
  useEffect(() => {
    listeners.set(person, (text) => keep({ text }));
    return () => void listeners.delete(person);
  });
  return {
    draft,
    write: keep,
    clear: () => {
      clearTimeout(timer.current);
      setDraft(EMPTY);
      store(person, EMPTY);
      void sync(person, EMPTY);
    },
  };
}

/** A draft that does not reach the API is still here. */
async function sync(prospectId: string, { text, channel }: Draft): Promise<void> {
  const body = { text, ...(channel !== undefined && { channel }) };
  await answerOf(
    api.PUT('/v1/conversations/{prospectId}/draft', { params: { path: { prospectId } }, body }),
  ).catch(() => undefined);
}

import { useState } from 'react';
import { type Draft, EMPTY } from './draft.ts';
import type { BroadcastBody } from './queries.ts';

/** Forgotten with the other drafts when somebody signs out. */
const KEY = 'coccinelle.draft.broadcast';
/** The API knows a key for a day; what is older might be sent twice. */
const KEY_LIFETIME = 23 * 60 * 60 * 1000;

/** What was sent and not heard of: it is asked again under the same key, so that it leaves once. */
export interface Attempt {
  key: string;
  at: number;
  body: BroadcastBody;
}

interface Kept {
  draft: Draft;
  attempt?: Attempt;
}

export interface KeptDraft extends Kept {
  change: (part: Partial<Draft>) => void;
  /** Written down before anything is sent. */
  begin: (body: BroadcastBody) => Attempt;
  /** The API has refused: nothing was sent. */
  end: () => void;
  forget: () => void;
}

/** The broadcast that is being made on this device; a reload loses nothing of it. */
export function useKeptDraft(): KeptDraft {
  const [kept, setKept] = useState<Kept>(read);
  const write = (next: Kept) => {
    localStorage.setItem(KEY, JSON.stringify(next));
    setKept(next);
  };
  return {
    ...kept,
    change: (part) => write({ ...kept, draft: { ...kept.draft, ...part } }),
    begin: (body) => {
      const attempt = kept.attempt ?? { key: crypto.randomUUID(), at: Date.now(), body };
      write({ ...kept, attempt });
      return attempt;
    },
    end: () => write({ draft: kept.draft }),
    forget: () => {
      localStorage.removeItem(KEY);
      setKept({ draft: EMPTY });
    },
  };
}

function read(): Kept {
  try {
    const { draft, attempt } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>;
    const isFresh = attempt !== undefined && Date.now() - attempt.at < KEY_LIFETIME;
    return { draft: { ...EMPTY, ...draft }, ...(isFresh && { attempt }) };
  } catch {
    return { draft: EMPTY };
  }
}

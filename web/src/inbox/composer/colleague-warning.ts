import { useEffect, useRef, useState } from 'react';
import type { ThreadEntry } from '../../api/types.ts';
import { useMe } from '../../session/me.tsx';

/**
 * Whether a colleague has answered since this agent began to write. Then the first press only says so. The API says
 * the same (`answered-meanwhile`) to whoever could not know yet.
 */
export function useColleagueWarning(entries: readonly ThreadEntry[], isWriting: boolean) {
  const { agent } = useMe();
  const began = useRef<string>(undefined);
  const [shownFor, setShownFor] = useState<string>();
  const newest = entries.find((entry) => entry.kind === 'outbound' && entry.agent !== undefined);
  const isByColleague = newest?.kind === 'outbound' && newest.agent?.id !== agent.id;
  useEffect(() => {
    if (!isWriting) began.current = undefined;
    else began.current ??= newest?.id ?? 'nobody';
  }, [isWriting, newest?.id]);
  const isShown = shownFor !== undefined && shownFor === newest?.id;
  return {
    isShown,
    /** True for the first press after a colleague's answer. */
    holdsBack: () => {
      const isNew = began.current !== undefined && newest !== undefined && newest.id !== began.current;
      if (!isNew || !isByColleague || isShown) return false;
      setShownFor(newest.id);
      return true;
    },
    reset: () => {
      began.current = undefined;
      setShownFor(undefined);
    },
  };
}

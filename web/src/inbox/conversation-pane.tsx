import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ConversationDetails, ConversationView, ThreadEntry } from '../api/types.ts';
import { clearNotice } from '../push/clear-notice.ts';
import { OpenDialog } from '../ui/dialog.tsx';
import { useWords } from '../texts/texts.tsx';
import { PaneBoundary } from '../ui/pane-boundary.tsx';
import { useConversationActions } from './actions.ts';
import { knownConversation } from './apply-conversation.ts';
import { Composer } from './composer/composer.tsx';
import { PersonContext } from './context/person-context.tsx';
import styles from './conversation-pane.module.css';
import { ConversationHead } from './conversation-head.tsx';
import { useDisplayName } from './display-name.ts';
import { conversationQuery, threadQuery } from './queries.ts';
import { Thread } from './thread/thread.tsx';

/** The thread with one person, what to answer, and who they are. */
export default function ConversationPane({ person }: { person: string }) {
  const words = useWords();
  const client = useQueryClient();
  const { data: details } = useQuery(conversationQuery(person));
  const view = details ?? knownConversation(client, person);
  const entries = useNewestEntries(person);
  const [showsContext, setShowsContext] = useState(false);
  const isWide = useIsWide();
  const nameOf = useDisplayName();
  useReading(person, view, entries);
  return (
    <div className={styles['pane']}>
      <section className={styles['conversation']} aria-label={nameOf(view)}>
        <ConversationHead person={person} view={view} showContext={() => setShowsContext(true)} />
        <PaneBoundary of={person}>
          <Thread person={person} details={details} />
        </PaneBoundary>
        <PaneBoundary of={person}>
          <Composer person={person} details={details} entries={entries} />
        </PaneBoundary>
      </section>
      {isWide ? (
        <aside className={styles['context']} aria-label={words.context.label}>
          <PersonContext person={person} details={details} />
        </aside>
      ) : (
        showsContext && (
          <OpenDialog title={words.context.label} shape="sheet" close={() => setShowsContext(false)}>
            <PersonContext person={person} details={details} />
          </OpenDialog>
        )
      )}
    </div>
  );
}

/** Newest first; empty until the thread is there. */
function useNewestEntries(person: string): readonly ThreadEntry[] {
  const { data } = useInfiniteQuery(threadQuery(person));
  return data?.pages[0]?.items ?? NONE;
}

const NONE: readonly ThreadEntry[] = [];

/**
 * Opening clears unread, and so does what arrives while somebody looks; it never clears waiting. Somebody who marks
 * the conversation as unread again is left in peace until something new comes.
 */
function useReading(
  person: string,
  view: ConversationView | ConversationDetails | undefined,
  entries: readonly ThreadEntry[],
): void {
  const { markRead } = useConversationActions();
  const read = useRef<string>(undefined);
  const newest = entries[0]?.id;
  const unread = view?.unread ?? 0;
  useEffect(() => {
    const look = () => {
      if (newest === undefined || document.visibilityState !== 'visible' || read.current === newest) return;
      read.current = newest;
      void clearNotice(person);
      if (unread > 0) void markRead(person, newest);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [person, newest, unread, markRead]);
}

const WIDE = matchMedia('(min-width: 1200px)');

function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      WIDE.addEventListener('change', listener);
      return () => WIDE.removeEventListener('change', listener);
    },
    () => WIDE.matches,
  );
}

import { lazy, Suspense, useEffect } from 'react';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { PaneBoundary } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { InboxKeys } from './inbox-keys.tsx';
import styles from './inbox-page.module.css';
import { ConversationList } from './list/conversation-list.tsx';
import { InboxHead } from './list/inbox-head.tsx';
import { useAddress } from './use-address.ts';

const SearchResults = lazy(() => import('./list/search-results.tsx'));
const loadConversation = () => import('./conversation-pane.tsx');
const ConversationPane = lazy(loadConversation);

/** Fetched before it is needed, once the first rows are there. */
const QUIET = 1_200;

export function InboxPage() {
  const words = useWords();
  const { filters, person, words: searched, isSearching } = useAddress();
  const shown = isSearching ? words.nav.search : words.views[filters.view];
  useTitle(shown);
  useEffect(() => {
    const timer = setTimeout(() => void loadConversation(), QUIET);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles['inbox']} data-open={person !== undefined}>
      <InboxKeys />
      <h1 className={controls['hidden']}>
        {words.nav.inbox} – {shown}
      </h1>
      <section className={styles['list']} aria-label={words.list}>
        <InboxHead />
        <PaneBoundary of={JSON.stringify(filters)}>
          {isSearching ? (
            <Suspense fallback={<Skeleton rows={4} />}>
              <SearchResults words={searched.trim()} />
            </Suspense>
          ) : (
            <ConversationList />
          )}
        </PaneBoundary>
      </section>
      {person === undefined ? (
        <Nobody />
      ) : (
        <PaneBoundary of={person}>
          <Suspense fallback={<Skeleton rows={5} />}>
            <ConversationPane key={person} person={person} />
          </Suspense>
        </PaneBoundary>
      )}
    </div>
  );
}

function Nobody() {
  const words = useWords();
  return (
    <div className={styles['nobody']}>
      <img src="/icon.svg" alt="" width="72" height="72" />
      <p className={styles['pick']}>{words.empty.pick}</p>
      <p className={styles['hint']}>{words.empty.pickHint}</p>
    </div>
  );
}

function useTitle(view: string): void {
  const { product } = useWords();
  useEffect(() => {
    document.title = `${view} – ${product}`;
  }, [view, product]);
}

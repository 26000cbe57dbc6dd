import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { type Count, VIEWS } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import { Icon } from '../../ui/icon.tsx';
import { countsQuery } from '../queries.ts';
import { useAddress } from '../use-address.ts';
import styles from './inbox-head.module.css';

const CHIPS = ['sms', 'whatsapp', 'email'] as const;
export const SEARCH_FIELD = 'inbox-search';
const TYPING = 200;

/** What the list shows and how to narrow it: everything here is in the address. A search goes everywhere. */
export function InboxHead() {
  const { isSearching } = useAddress();
  return (
    <div className={styles['head']}>
      <SearchField />
      <Views />
      {!isSearching && <Chips />}
    </div>
  );
}

function SearchField() {
  const words = useWords();
  const { words: searched, change } = useAddress();
  const [typed, setTyped] = useState(searched);
  const newest = useRef(change);
  const sent = useRef(searched);
  useEffect(() => {
    newest.current = change;
  });
  // The address was left or gone back to: the field follows it, unless it only says what was typed here.
  useEffect(() => {
    if (searched !== sent.current) setTyped(searched);
    sent.current = searched;
  }, [searched]);
  useEffect(() => {
    if (typed === searched) return undefined;
    const timer = setTimeout(() => {
      sent.current = typed;
      newest.current({ q: typed === '' ? undefined : typed }, { replace: true });
    }, TYPING);
    return () => clearTimeout(timer);
  }, [typed, searched]);
  return (
    <div className={styles['search']} role="search">
      <Icon name="search" size={18} />
      <input
        id={SEARCH_FIELD}
        type="search"
        autoComplete="off"
        aria-label={words.nav.search}
        placeholder={words.searchPlaceholder}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key !== 'Escape') return;
          setTyped('');
          currentTarget.blur();
        }}
      />
    </div>
  );
}

function Views() {
  const words = useWords();
  const { filters, isSearching, href } = useAddress();
  const { data: counts } = useQuery(countsQuery);
  return (
    <nav aria-label={words.viewsLabel}>
      <ul className={styles['views']}>
        {VIEWS.map((view) => (
          <li key={view}>
            <Link
              to={href({ view: view === 'to-answer' ? undefined : view, q: undefined })}
              className={styles['view']}
              aria-current={view === filters.view && !isSearching ? 'page' : undefined}
            >
              {words.views[view]}
              {view !== 'all' && <Number count={counts?.views[view]} />}
            </Link>
          </li>
        ))}
        {!isSearching && (
          <li className={styles['last']}>
            <UnreadToggle />
          </li>
        )}
      </ul>
    </nav>
  );
}

function UnreadToggle() {
  const words = useWords();
  const { filters, change } = useAddress();
  return (
    <button
      type="button"
      className={styles['view']}
      aria-pressed={filters.unread === true}
      title={words.unreadOnly}
      onClick={() => change({ unread: filters.unread ? undefined : 'true' }, { replace: true })}
    >
      <span className={styles['dot']} />
      {words.unreadOnly}
    </button>
  );
}

function Chips() {
  const words = useWords();
  const { filters, change } = useAddress();
  const { data: counts } = useQuery(countsQuery);
  return (
    <div className={styles['chips']} role="group" aria-label={words.channelFilter}>
      {CHIPS.map((channel) => {
        const isOn = filters.channel === channel;
        return (
          <button
            key={channel}
            type="button"
            className={`${styles['chip']} ${isOn ? controls[channel] : ''}`}
            aria-pressed={isOn}
            onClick={() => change({ channel: isOn ? undefined : channel }, { replace: true })}
          >
            <Icon name={channel} size={15} />
            {words.channels[channel]}
            <Number count={counts?.channels[channel]} />
          </button>
        );
      })}
    </div>
  );
}

function Number({ count }: { count: Count | undefined }) {
  if (count === undefined || count.count === 0) return undefined;
  return <span className={styles['count']}>{count.atLeast ? `${count.count}+` : count.count}</span>;
}

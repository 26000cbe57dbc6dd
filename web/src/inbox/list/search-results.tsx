import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { SearchHit } from '../../api/types.ts';
import { useNow } from '../../live/now.ts';
import { useWords } from '../../texts/texts.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import controls from '../../ui/controls.module.css';
import { Failed } from '../../ui/pane-boundary.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { setRows } from '../cursor.ts';
import { PERSON } from '../filters.ts';
import { searchQuery } from '../queries.ts';
import { useAddress } from '../use-address.ts';
import styles from './search-results.module.css';

export default function SearchResults({ words: searched }: { words: string }) {
  const words = useWords();
  const { person } = useAddress();
  const { data, isError, refetch } = useQuery({
    ...searchQuery(searched),
    placeholderData: keepPreviousData,
  });
  const hits = data?.items;
  useEffect(() => setRows(hits?.map(({ prospectId }) => prospectId) ?? []), [hits]);
  if (isError) return <Failed retry={() => void refetch()} />;
  if (hits === undefined) return <Skeleton rows={4} />;
  return (
    <div className={styles['results']} data-scroller="search">
      <p className={styles['count']} role="status">
        {hits.length === 0 ? words.noResult(searched) : words.searchResults(hits.length)}
      </p>
      <ul>
        {hits.map((hit) => (
          <li key={`${hit.prospectId} ${hit.match.messageId ?? hit.match.kind}`}>
            <Hit hit={hit} searched={searched} isOpen={hit.prospectId === person} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Hit({ hit, searched, isOpen }: { hit: SearchHit; searched: string; isOpen: boolean }) {
  const words = useWords();
  const now = useNow();
  const { href } = useAddress();
  const { prospectId, name, match } = hit;
  return (
    <Link
      className={styles['hit']}
      to={href({ [PERSON]: prospectId })}
      aria-current={isOpen ? 'true' : undefined}
    >
      <Avatar name={name} size={32} />
      <span className={styles['name']}>{name ?? words.row.nobody}</span>
      <span className={styles['match']}>
        <span className={controls['hidden']}>{words.matchIn[match.kind]} : </span>
        <Highlighted text={match.text} searched={searched} />
      </span>
      {match.at !== undefined && <time dateTime={match.at}>{words.formats.short(match.at, now)}</time>}
    </Link>
  );
}

const BEFORE = 24;

/** The words around what was found, as much as fits on a line. */
function Highlighted({ text, searched }: { text: string; searched: string }) {
  const at = text.toLowerCase().indexOf(searched.toLowerCase());
  if (at < 0) return text;
  const from = Math.max(0, at - BEFORE);
  return (
    <>
      {from > 0 && '…'}
      {text.slice(from, at)}
      <mark>{text.slice(at, at + searched.length)}</mark>
      {text.slice(at + searched.length)}
    </>
  );
}

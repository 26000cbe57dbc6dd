import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { SearchHit } from '../../api/types.ts';
import { useNow } from '../../live/now.ts';
import { SEARCH_TEXTS } from '../../texts/search-texts.ts';
import { useWords } from '../../texts/texts.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import controls from '../../ui/controls.module.css';
import { Icon } from '../../ui/icon.tsx';
import { Failed } from '../../ui/pane-boundary.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { cursorNow, setCursor, setRows, useIsCursor } from '../cursor.ts';
import { PERSON } from '../filters.ts';
import { searchQuery } from '../queries.ts';
import { useAddress } from '../use-address.ts';
import styles from './search-results.module.css';

/** What was found in all conversations, whatever view the search began in, and the way back to it. */
export default function SearchResults({ words: searched }: { words: string }) {
  const { person } = useAddress();
  const { data, isError, refetch } = useQuery({
    ...searchQuery(searched),
    placeholderData: keepPreviousData,
  });
  const hits = data?.items;
  useRows(hits, person);
  return (
    <>
      <ResultsHead searched={searched} count={hits?.length} />
      {isError ? (
        <Failed retry={() => void refetch()} />
      ) : (
        <Hits hits={hits} searched={searched} person={person} />
      )}
    </>
  );
}

/** The keys act on what is shown: a row of the list that the search has replaced is under them no more. */
function useRows(hits: readonly SearchHit[] | undefined, person: string | undefined): void {
  useEffect(() => {
    const rows = [...new Set(hits?.map(({ prospectId }) => prospectId))];
    setRows(rows);
    if (!rows.includes(cursorNow() ?? '')) setCursor(person);
  }, [hits, person]);
}

function ResultsHead({ searched, count }: { searched: string; count: number | undefined }) {
  const words = useWords();
  const texts = useSearchTexts();
  const { filters, href } = useAddress();
  return (
    <div className={styles['head']}>
      <h2 className={styles['title']}>{texts.everywhere}</h2>
      <p className={styles['count']} role="status">
        {count !== undefined && (count === 0 ? texts.nothing(searched) : texts.results(count))}
      </p>
      <Link className={`${controls['button']} ${controls['small']}`} to={href({ q: undefined })}>
        <Icon name="back" size={15} />
        {texts.back(words.views[filters.view])}
      </Link>
    </div>
  );
}

function useSearchTexts() {
  const { language, formats } = useWords();
  return SEARCH_TEXTS[language](formats);
}

interface HitsProps {
  hits: readonly SearchHit[] | undefined;
  searched: string;
  person: string | undefined;
}

function Hits({ hits, searched, person }: HitsProps) {
  if (hits === undefined) return <Skeleton rows={4} />;
  return (
    <div className={styles['results']} data-scroller="search">
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
  const texts = useSearchTexts();
  const { href } = useAddress();
  const { prospectId, name, match } = hit;
  const isCursor = useIsCursor(prospectId);
  return (
    <Link
      className={styles['hit']}
      data-cursor={isCursor}
      to={href({ [PERSON]: prospectId })}
      aria-current={isOpen ? 'true' : undefined}
    >
      <Avatar name={name} size={32} />
      <span className={styles['name']}>{name ?? words.row.nobody}</span>
      <span className={styles['match']}>
        <span className={controls['hidden']}>{texts.matchIn[match.kind]} : </span>
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

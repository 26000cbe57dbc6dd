import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { answerOf, api } from '../api/client.ts';
import page from '../manage/page.module.css';
import { useManageWords } from '../manage/manage-words.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Failed, PaneBoundary } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ProspectDetails } from './prospect-details.tsx';

/** Everybody the agency knows. */
export default function ProspectsPage() {
  const words = useWords();
  const { prospects, pick } = useManageWords();
  const person = new URLSearchParams(useSearch()).get('person') ?? undefined;
  useEffect(() => {
    document.title = `${prospects.title} – ${words.product}`;
  }, [prospects.title, words.product]);
  return (
    <div className={page['split']} data-open={person !== undefined}>
      <ProspectList open={person} />
      <div className={page['main']}>
        <PaneBoundary of={person}>
          {person === undefined ? (
            <p className={page['nothing']}>{pick}</p>
          ) : (
            <ProspectDetails key={person} person={person} />
          )}
        </PaneBoundary>
      </div>
    </div>
  );
}

function useProspects(typed: string) {
  const words = useDeferredValue(typed.trim());
  return useInfiniteQuery({
    queryKey: ['prospects', words],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/prospects', {
          params: {
            query: { ...(words !== '' && { q: words }), ...(pageParam !== '' && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}

function ProspectList({ open }: { open: string | undefined }) {
  const { prospects, more } = useManageWords();
  const [typed, setTyped] = useState('');
  const query = useProspects(typed);
  const items = query.data?.pages.flatMap((one) => one.items);
  return (
    <section className={page['side']} aria-label={prospects.title}>
      <div className={page['sideHead']}>
        <h1 className={page['title']}>{prospects.title}</h1>
        <input
          className={controls['input']}
          type="search"
          aria-label={prospects.placeholder}
          placeholder={prospects.placeholder}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      <div className={page['entries']}>
        {query.isError && <Failed retry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={8} />}
        {items?.length === 0 && <p className={page['nothing']}>{prospects.none}</p>}
        <ul>
          {items?.map(({ id, name, phone, whatsapp, email, toQualify }) => (
            <li key={id}>
              <Link
                className={page['entry']}
                to={`/prospects?person=${encodeURIComponent(id)}`}
                aria-current={id === open ? 'true' : undefined}
              >
                <strong>{name ?? phone ?? whatsapp ?? id}</strong>
                <span>{toQualify === true ? prospects.toQualify : (email ?? phone ?? whatsapp ?? id)}</span>
              </Link>
            </li>
          ))}
        </ul>
        {query.hasNextPage && (
          <p className={page['nothing']}>
            <button type="button" className={controls['button']} onClick={() => void query.fetchNextPage()}>
              {more}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import { EmptyState } from '../manage/empty-state.tsx';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Failed, PaneBoundary } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EnrolmentDetails } from './enrolment-details.tsx';
import { JourneyDetails } from './journey-details.tsx';
import { useJourneyWords } from './journey-words.ts';
import { journeysQuery } from './queries.ts';

/** What happens to people by itself, and who is on their way. */
export default function JourneysPage() {
  const words = useWords();
  const { title, pick } = useJourneyWords();
  const { journeyId } = useParams();
  const enrolment = new URLSearchParams(useSearch()).get('enrolment') ?? undefined;
  useEffect(() => {
    document.title = `${title} – ${words.product}`;
  }, [title, words.product]);
  return (
    <div className={page['split']} data-open={journeyId !== undefined}>
      <JourneyList open={journeyId} />
      <div className={page['main']}>
        <PaneBoundary of={`${journeyId} ${enrolment}`}>
          {journeyId === undefined && <p className={page['nothing']}>{pick}</p>}
          {journeyId !== undefined && enrolment === undefined && (
            <JourneyDetails key={journeyId} journeyId={journeyId} />
          )}
          {journeyId !== undefined && enrolment !== undefined && (
            <EnrolmentDetails key={enrolment} journeyId={journeyId} enrolmentId={enrolment} />
          )}
        </PaneBoundary>
      </div>
    </div>
  );
}

function JourneyList({ open }: { open: string | undefined }) {
  const texts = useJourneyWords();
  const { data, isError, refetch } = useQuery(journeysQuery);
  return (
    <section className={page['side']} aria-label={texts.title}>
      <div className={page['sideHead']}>
        <h1 className={page['title']}>{texts.title}</h1>
      </div>
      <div className={page['entries']}>
        {isError && data === undefined && <Failed retry={() => void refetch()} />}
        {data === undefined && !isError && <Skeleton rows={5} />}
        {data?.items.length === 0 && <EmptyState icon="journeys" title={texts.none} hint={texts.noneHint} />}
        <ul>
          {data?.items.map(({ id, name, version, builtIn }) => (
            <li key={id}>
              <Link
                className={page['entry']}
                to={`/journeys/${id}`}
                aria-current={id === open ? 'true' : undefined}
              >
                <strong>{name}</strong>
                <div className={page['tags']}>
                  <span className={controls['chip']}>{builtIn ? texts.builtIn : texts.own}</span>
                  <span className={controls['chip']}>{texts.version(version)}</span>
                </div>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import page from '../manage/page.module.css';
import { PersonName } from '../prospects/person-link.tsx';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import controls from '../ui/controls.module.css';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { JourneyTexts } from '../texts/journeys-fr.ts';
import { useJourneyWords } from './journey-words.ts';
import styles from './journeys.module.css';
import { type EnrolmentHead, enrolmentsQuery, type Journey } from './queries.ts';
import { type StepWords, useStepWords } from './step-words.ts';

/** Who entered a journey, the newest first, and where they stand. */
export function EnrolmentList({ journey }: { journey: Journey }) {
  const texts = useJourneyWords();
  const said = useStepWords(journey);
  const query = useInfiniteQuery(enrolmentsQuery(journey.id));
  const items = query.data?.pages.flatMap((one) => one.items);
  return (
    <section className={page['card']}>
      <h2>{texts.who}</h2>
      {query.isError && items === undefined && <Failed retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={4} />}
      {items?.length === 0 && <p className={page['hint']}>{texts.nobody}</p>}
      <ul className={styles['enrolments']}>
        {items?.map((enrolment) => (
          <li key={enrolment.id}>
            <Entry enrolment={enrolment} journey={journey} said={said} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={page['actions']}>
          <Button small disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {texts.more}
          </Button>
        </div>
      )}
    </section>
  );
}

interface EntryProps {
  enrolment: EnrolmentHead;
  journey: Journey;
  said: StepWords;
}

function Entry({ enrolment, journey, said }: EntryProps) {
  const { formats } = useWords();
  const texts = useJourneyWords();
  const { id, prospectId, state, reason, createdAt } = enrolment;
  const where = standing(enrolment, { journey, said, texts, instant: formats.instant });
  return (
    <Link className={styles['enrolment']} to={`/journeys/${journey.id}?enrolment=${encodeURIComponent(id)}`}>
      <strong>
        <PersonName id={prospectId} />
      </strong>
      <StateChip state={state} />
      <span className={styles['where']}>{where ?? (reason === undefined ? '' : said.reason(reason))}</span>
      <span className={styles['entered']}>{texts.entered(formats.instant(createdAt))}</span>
    </Link>
  );
}

interface Around extends Omit<EntryProps, 'enrolment'> {
  texts: JourneyTexts;
  instant: (iso: string) => string;
}

/** What somebody waits for, until when, and what comes then; undefined for who waits no more. */
function standing({ waitsAt, version }: EnrolmentHead, { journey, said, texts, instant }: Around) {
  if (waitsAt === undefined) return undefined;
  // Somebody on an earlier version may stand at a step that is no more.
  const at = version === journey.version ? journey.steps.findIndex(({ id }) => id === waitsAt.step) : -1;
  const step = journey.steps[at];
  const until = instant(waitsAt.until);
  if (step?.kind === 'branch') return texts.waitsForReaction(until);
  const next = step?.kind === 'wait' && step.next !== undefined ? step.next : journey.steps[at + 1]?.id;
  const following = at < 0 ? undefined : journey.steps.find(({ id }) => id === next);
  const waits = texts.waitsUntil(until);
  return following === undefined ? waits : texts.andThen(waits, said.titleOf(following));
}

export function StateChip({ state }: Pick<EnrolmentHead, 'state'>) {
  const { states } = useJourneyWords();
  return (
    <span className={`${controls['chip']} ${styles['state']}`} data-state={state}>
      {states[state]}
    </span>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import page from '../manage/page.module.css';
import { PersonLink } from '../prospects/person-link.tsx';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import styles from './broadcasts.module.css';
import { isPlanned } from './progress-of.ts';
import { type Broadcast, type DryRun, leftOutQuery } from './queries.ts';

/** Names are asked for one by one: so many at a time. */
const SHOWN = 20;

/** Who gets nothing, and by which rule. */
export function LeftOutCard({ broadcast }: { broadcast: Broadcast }) {
  const { id, plan } = broadcast;
  const { leftOut } = useBroadcastWords();
  const [isAsked, setAsked] = useState(false);
  const { total } = plan.leftOut;
  if (total === 0) return isPlanned(broadcast) && <p className={page['hint']}>{leftOut.nobody}</p>;
  return (
    <section className={page['card']}>
      <h2>{leftOut.title(total)}</h2>
      <LeftOutReasons leftOut={plan.leftOut} />
      {isAsked ? (
        <LeftOutPeople broadcastId={id} />
      ) : (
        <div className={page['actions']}>
          <Button small onClick={() => setAsked(true)}>
            {leftOut.show}
          </Button>
        </div>
      )}
    </section>
  );
}

export function LeftOutReasons({ leftOut: { reasons } }: Pick<DryRun, 'leftOut'>) {
  const { formats } = useWords();
  const { rules, leftOut } = useBroadcastWords();
  return (
    <div className={`${page['table']} ${styles['states']}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{leftOut.reason}</th>
            <th scope="col">{leftOut.people}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ rule, people }) => (
            <tr key={rule}>
              <th scope="row">{rules[rule] ?? rule}</th>
              <td>{formats.number(people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LeftOutPeople({ broadcastId }: { broadcastId: string }) {
  const { more } = useBroadcastWords();
  const [count, setCount] = useState(SHOWN);
  const query = useInfiniteQuery(leftOutQuery(broadcastId));
  const people = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.isError && people.length === 0) return <Failed retry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={3} />;
  const showMore = () => {
    setCount(count + SHOWN);
    if (count + SHOWN > people.length && query.hasNextPage) void query.fetchNextPage();
  };
  return (
    <>
      <PeopleLeftOut people={people.slice(0, count)} />
      {(count < people.length || query.hasNextPage) && (
        <div className={page['actions']}>
          <Button small disabled={query.isFetchingNextPage} onClick={showMore}>
            {more}
          </Button>
        </div>
      )}
    </>
  );
}

interface Left {
  prospectId: string;
  rule: string;
}

/** By name, each with the reason. */
export function PeopleLeftOut({ people }: { people: readonly Left[] }) {
  const { rules } = useBroadcastWords();
  return (
    <ul className={styles['people']}>
      {people.map(({ prospectId, rule }) => (
        <li key={prospectId} className={styles['person']}>
          <PersonLink id={prospectId} className={styles['personName']} />
          <span>{rules[rule] ?? rule}</span>
        </li>
      ))}
    </ul>
  );
}

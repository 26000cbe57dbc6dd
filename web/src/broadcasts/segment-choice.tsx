import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useId, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import { Opening } from '../keys/opening.tsx';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { Button } from '../ui/button.tsx';
import { Confirmation } from '../ui/dialog.tsx';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import styles from './draft.module.css';
import { type Segment, segmentsQuery } from './queries.ts';
import { useSegmentWords } from './segment-words.ts';

const SegmentForm = lazy(() => import('./segment-form.tsx'));

interface Props {
  chosen: string;
  choose: (segmentId: string) => void;
  problem: string | undefined;
}

/** The segments of the agency, to choose from, to change and to add to. */
export function SegmentChoice({ chosen, choose, problem }: Props) {
  const { segments } = useBroadcastWords().draft;
  const { data, isError, refetch } = useQuery(segmentsQuery);
  const [edited, setEdited] = useState<Segment | 'new'>();
  if (data === undefined) return isError ? <Failed retry={() => void refetch()} /> : <Skeleton rows={3} />;
  return (
    <>
      {data.items.length === 0 && <p className={page['hint']}>{segments.none}</p>}
      <ul className={styles['segments']}>
        {data.items.map((segment) => (
          <li key={segment.id} className={styles['segment']} data-chosen={segment.id === chosen}>
            <Choosable segment={segment} isChosen={segment.id === chosen} choose={choose} />
            <SegmentButtons
              segment={segment}
              edit={() => setEdited(segment)}
              removed={() => segment.id === chosen && choose('')}
            />
          </li>
        ))}
      </ul>
      {problem !== undefined && (
        <p className={page['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={page['actions']}>
        <Button onClick={() => setEdited('new')}>{segments.create}</Button>
      </div>
      {edited !== undefined && (
        <Suspense fallback={<Opening label={segments.create} cancel={() => setEdited(undefined)} />}>
          <SegmentForm
            segment={edited === 'new' ? undefined : edited}
            close={() => setEdited(undefined)}
            saved={choose}
          />
        </Suspense>
      )}
    </>
  );
}

interface ChoosableProps {
  segment: Segment;
  isChosen: boolean;
  choose: (id: string) => void;
}

function Choosable({ segment: { id, name, criteria }, isChosen, choose }: ChoosableProps) {
  const inWords = useSegmentWords();
  const field = useId();
  return (
    <div className={styles['choosable']}>
      <input id={field} type="radio" name="segment" checked={isChosen} onChange={() => choose(id)} />
      <label htmlFor={field}>
        <strong>{name}</strong>
        <span className={page['hint']}>{inWords(criteria)}</span>
      </label>
    </div>
  );
}

interface ButtonsProps {
  segment: Segment;
  edit: () => void;
  removed: () => void;
}

function SegmentButtons({ segment: { id, name }, edit, removed }: ButtonsProps) {
  const { segments } = useBroadcastWords().draft;
  const { isSaving, save } = useSaving();
  const [isAsked, setAsked] = useState(false);
  const remove = async () => {
    const isGone = await save(
      () => answerOf(api.DELETE('/v1/segments/{segmentId}', { params: { path: { segmentId: id } } })),
      { said: segments.removed(name), renew: [segmentsQuery.queryKey] },
    );
    if (isGone) removed();
  };
  return (
    <div className={styles['segmentButtons']}>
      <Button small onClick={edit} aria-label={segments.named(segments.edit, name)}>
        {segments.edit}
      </Button>
      <Button
        small
        disabled={isSaving}
        onClick={() => setAsked(true)}
        aria-label={segments.named(segments.remove, name)}
      >
        {segments.remove}
      </Button>
      {isAsked && (
        <Confirmation
          title={segments.removeTitle(name)}
          text={segments.removeWords}
          action={segments.remove}
          isDangerous
          close={() => setAsked(false)}
          confirm={() => void remove()}
        />
      )}
    </div>
  );
}

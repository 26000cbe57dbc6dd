import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import page from '../manage/page.module.css';
import { WaitingPane } from '../manage/waiting-pane.tsx';
import { useWords } from '../texts/texts.tsx';
import { Choice } from '../ui/choice.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { EnrolmentList } from './enrolment-list.tsx';
import { useJourneyWords } from './journey-words.ts';
import { journeyQuery } from './queries.ts';
import { StepList } from './step-list.tsx';

const PARTS = ['who', 'steps'] as const;

/** One journey: who is in it, and what it does. */
export function JourneyDetails({ journeyId }: { journeyId: string }) {
  const words = useWords();
  const texts = useJourneyWords();
  const [part, setPart] = useState<(typeof PARTS)[number]>('who');
  const { data, isError, refetch } = useQuery(journeyQuery(journeyId));
  if (data === undefined) {
    const retry = () => void refetch();
    return <WaitingPane title={texts.title} back="/journeys" isError={isError} retry={retry} />;
  }
  const { name, version, builtIn } = data;
  return (
    <div className={page['body']}>
      <div className={page['intro']}>
        <div className={page['head']}>
          <Link className={`${controls['icon']} ${page['back']}`} to="/journeys" aria-label={words.back}>
            <Icon name="back" />
          </Link>
          <h1>{name}</h1>
          <span className={controls['chip']}>{texts.version(version)}</span>
        </div>
        <p className={page['hint']}>{builtIn ? texts.about.builtIn : texts.about.own}</p>
      </div>
      <div>
        <Choice
          label={name}
          options={PARTS}
          value={part}
          choose={setPart}
          name={(one) => (one === 'who' ? texts.who : texts.steps)}
        />
      </div>
      {part === 'who' ? <EnrolmentList journey={data} /> : <StepList journey={data} />}
    </div>
  );
}

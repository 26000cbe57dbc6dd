import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../api/client.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { WaitingPane } from '../manage/waiting-pane.tsx';
import { PersonName } from '../prospects/person-link.tsx';
import { useMe } from '../session/me.tsx';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import controls from '../ui/controls.module.css';
import { Confirmation } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { EnrolmentLog } from './enrolment-log.tsx';
import { StateChip } from './enrolment-list.tsx';
import { useJourneyWords } from './journey-words.ts';
import { type Enrolment, enrolmentQuery, type Journey, journeyQuery } from './queries.ts';

interface Props {
  journeyId: string;
  enrolmentId: string;
}

/** Somebody's way through a journey, on the version that they entered. */
export function EnrolmentDetails({ journeyId, enrolmentId }: Props) {
  const { stop, title } = useJourneyWords();
  const { scopes } = useMe();
  const { data, isError, refetch } = useQuery(enrolmentQuery(journeyId, enrolmentId));
  const { data: journey, ...reading } = useQuery({
    ...journeyQuery(journeyId, data?.version),
    enabled: data !== undefined,
  });
  if (data === undefined || journey === undefined) {
    const retry = () => void (isError ? refetch() : reading.refetch());
    const back = `/journeys/${journeyId}`;
    return <WaitingPane title={title} back={back} isError={isError || reading.isError} retry={retry} />;
  }
  const isAllowed = scopes.includes('journeys:write');
  return (
    <div className={page['body']}>
      <Head enrolment={data} journey={journey} isAllowed={isAllowed} />
      <EnrolmentLog enrolment={data} journey={journey} />
      {!isAllowed && data.state === 'active' && <p className={page['hint']}>{stop.notAllowed}</p>}
    </div>
  );
}

interface HeadProps {
  enrolment: Enrolment;
  journey: Journey;
  isAllowed: boolean;
}

function Head({ enrolment, journey, isAllowed }: HeadProps) {
  const words = useWords();
  const texts = useJourneyWords();
  const { journeyId, prospectId, state, createdAt, subject } = enrolment;
  const { instant } = words.formats;
  const facts = [
    texts.enrolment(journey.name),
    texts.version(enrolment.version),
    texts.entered(instant(createdAt)),
    ...(subject === undefined ? [] : [texts.subject(instant(subject.at))]),
  ];
  return (
    <div className={page['intro']}>
      <div className={page['head']}>
        <Link className={controls['icon']} to={`/journeys/${journeyId}`} aria-label={words.back}>
          <Icon name="back" />
        </Link>
        <h1>
          <PersonName id={prospectId} />
        </h1>
        <StateChip state={state} />
        <Link className={controls['button']} to={`/inbox?view=all&person=${encodeURIComponent(prospectId)}`}>
          {texts.conversation}
        </Link>
        {isAllowed && state === 'active' && <StopButton enrolment={enrolment} />}
      </div>
      <p className={page['hint']}>{facts.join(' · ')}</p>
    </div>
  );
}

function StopButton({ enrolment: { id, journeyId } }: { enrolment: Enrolment }) {
  const { stop } = useJourneyWords();
  const { isSaving, save } = useSaving();
  const [isAsked, setAsked] = useState(false);
  const take = async () =>
    save(
      () =>
        answerOf(
          api.DELETE('/v1/journeys/{journeyId}/enrolments/{enrolmentId}', {
            params: { path: { journeyId, enrolmentId: id } },
          }),
        ),
      {
        said: stop.done,
        renew: [
          ['enrolment', journeyId, id],
          ['enrolments', journeyId],
        ],
      },
    );
  return (
    <>
      <Button look="danger" disabled={isSaving} onClick={() => setAsked(true)}>
        {stop.action}
      </Button>
      {isAsked && (
        <Confirmation
          title={stop.title}
          text={stop.text}
          action={stop.action}
          isDangerous
          keep={stop.keep}
          close={() => setAsked(false)}
          confirm={() => void take()}
        />
      )}
    </>
  );
}

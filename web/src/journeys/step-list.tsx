import page from '../manage/page.module.css';
import { Icon } from '../ui/icon.tsx';
import { useJourneyWords } from './journey-words.ts';
import styles from './journeys.module.css';
import type { Journey, Step } from './queries.ts';
import { STEP_ICONS, type StepWords, useStepWords } from './step-words.ts';

/** What a journey does, step by step, in words. */
export function StepList({ journey }: { journey: Journey }) {
  const texts = useJourneyWords();
  const said = useStepWords(journey);
  return (
    <section className={page['card']}>
      <h2>
        {texts.steps} <span className={page['hint']}>{texts.stepCount(journey.steps.length)}</span>
      </h2>
      <ol className={styles['steps']}>
        {journey.steps.map((step, index) => (
          <li key={step.id} id={`step-${index + 1}`} className={styles['step']} data-kind={step.kind}>
            <span className={styles['number']} aria-hidden="true">
              {index + 1}
            </span>
            <OneStep step={step} said={said} />
          </li>
        ))}
      </ol>
      <Whenever journey={journey} said={said} />
    </section>
  );
}

function OneStep({ step, said }: { step: Step; said: StepWords }) {
  const texts = useJourneyWords();
  return (
    <div className={styles['stepWords']}>
      <strong className={styles['stepTitle']}>
        <Icon name={STEP_ICONS[step.kind]} size={16} />
        {said.titleOf(step)}
      </strong>
      {said.detailsOf(step).map((detail) => (
        <p key={detail} className={page['hint']}>
          {detail}
        </p>
      ))}
      {step.kind === 'branch' && (
        <ul className={styles['ways']}>
          {step.cases.map(({ when, go }) => (
            <Way key={when} what={said.happening(when)} go={go} said={said} />
          ))}
          <Way what={texts.otherwise} go={step.otherwise} said={said} />
        </ul>
      )}
      {step.kind === 'wait' && step.whenPast !== undefined && (
        <p className={page['hint']}>
          {texts.whenPast} <StepLink id={step.whenPast} said={said} />
        </p>
      )}
      {'next' in step && step.next !== undefined && (
        <p className={page['hint']}>
          → <StepLink id={step.next} said={said} />
        </p>
      )}
    </div>
  );
}

function Way({ what, go, said }: { what: string; go: string; said: StepWords }) {
  return (
    <li className={styles['way']}>
      <span>{what}</span>
      <span aria-hidden="true">→</span>
      <StepLink id={go} said={said} />
    </li>
  );
}

/** Leads to the step on the same page. */
function StepLink({ id, said }: { id: string; said: StepWords }) {
  const texts = useJourneyWords();
  const number = said.numberOf(id);
  if (number === undefined) return <span>{id}</span>;
  return (
    <button
      type="button"
      className={styles['stepLink']}
      onClick={() => document.querySelector(`#step-${number}`)?.scrollIntoView({ block: 'center' })}
    >
      {texts.step(number)}
    </button>
  );
}

/** What takes somebody elsewhere, wherever they stand. */
function Whenever({ journey: { whenever, whenRescheduled }, said }: { journey: Journey; said: StepWords }) {
  const texts = useJourneyWords();
  if (whenever === undefined && whenRescheduled === undefined) return undefined;
  return (
    <>
      <h3 className={styles['anytime']}>{texts.anytime}</h3>
      <ul className={styles['ways']}>
        {whenever?.map(({ when, of, go }) => {
          const about = said.numberOf(of);
          const what = said.happening(when);
          return (
            <Way
              key={`${when} ${of ?? ''}`}
              what={about === undefined ? what : texts.on(what, texts.step(about))}
              go={go}
              said={said}
            />
          );
        })}
        {whenRescheduled !== undefined && <Way what={texts.rescheduled} go={whenRescheduled} said={said} />}
      </ul>
    </>
  );
}

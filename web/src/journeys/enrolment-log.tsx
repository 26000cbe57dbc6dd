import { useQuery } from '@tanstack/react-query';
import page from '../manage/page.module.css';
import { templateQuery } from '../templates/queries.ts';
import { useWords } from '../texts/texts.tsx';
import type { JourneyTexts } from '../texts/journeys-fr.ts';
import { useJourneyWords } from './journey-words.ts';
import styles from './journeys.module.css';
import type { Enrolment, Journey, Step } from './queries.ts';
import { type StepWords, useStepWords } from './step-words.ts';

type Line = Enrolment['log'][number];
type Message = Enrolment['messages'][number];

/** What somebody went through, with when and why. */
export function EnrolmentLog({ enrolment, journey }: { enrolment: Enrolment; journey: Journey }) {
  const { formats } = useWords();
  const texts = useJourneyWords();
  const said = useStepWords(journey);
  const nameOfData = useDataNames(enrolment, journey);
  return (
    <section className={page['card']}>
      <h2>{texts.way}</h2>
      <ol className={styles['log']}>
        {enrolment.log.map((line, index) => {
          const step = journey.steps.find(({ id }) => id === line.step);
          const number = said.numberOf(line.step);
          const message = enrolment.messages.find(({ messageId }) => messageId === line.messageId);
          return (
            <li key={index} className={styles['logLine']} data-what={line.what}>
              <time dateTime={line.at}>{formats.instant(line.at)}</time>
              <div>
                <p>
                  {sentence(line, { texts, said, step, nameOfData, instant: formats.instant })}
                  {number !== undefined && <span className={styles['logStep']}>{texts.step(number)}</span>}
                </p>
                {message !== undefined && <Facts message={message} />}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What became of a message: distributed, opened, answered. */
function Facts({ message: { known, answer } }: { message: Message }) {
  const { formats } = useWords();
  const texts = useJourneyWords();
  const facts = known
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map(({ fact, at }) => texts.at(texts.facts[fact], formats.instant(at)));
  if (answer !== undefined) facts.push(texts.happenings[answer] ?? texts.answers[answer]);
  return facts.length === 0 ? undefined : <p className={page['hint']}>{facts.join(' · ')}</p>;
}

interface Around {
  texts: JourneyTexts;
  said: StepWords;
  step: Step | undefined;
  nameOfData: (variable: string) => string;
  instant: (iso: string) => string;
}

function sentence({ what, why = '', until }: Line, around: Around): string {
  const { texts, said, step, nameOfData, instant } = around;
  const { log } = texts;
  switch (what) {
    case 'entered':
    case 'rescheduled':
      return log[what];
    case 'sent':
      return log.sent(said.templateName(why));
    case 'not-sent':
      return log['not-sent'](why.split(', ').map(nameOfData).join(', '));
    case 'not-delivered':
      return log[what](step?.kind === 'send' ? said.templateName(step.template) : '');
    case 'waits':
      return log.waits(until === undefined ? '' : instant(until));
    case 'passed-over':
      return why === 'past' ? log.passedOver : log.ignored;
    case 'went-on':
      return why === 'time-over' ? log.timeOver : log.wentOn(said.happening(why));
    case 'updated':
      return log.updated[why] ?? why;
    case 'agent-notified':
      return log['agent-notified'](step?.kind === 'notify-agent' ? (noteOf(step) ?? '') : '');
    case 'jumped':
      return log.jumped(said.happening(why));
    case 'finished':
    case 'left':
      return why === '' ? log[what] : log.because(log[what], said.reason(why));
  }
}

function noteOf({ text }: Extract<Step, { kind: 'notify-agent' }>): string | undefined {
  return document.documentElement.lang === 'en' ? (text.en ?? text.fr) : (text.fr ?? text.en);
}

/** How what was missing is called; the template of the step that lacked it knows. */
function useDataNames({ log }: Enrolment, { steps }: Journey): (variable: string) => string {
  const { language } = useWords();
  const lacking = log.find(({ what }) => what === 'not-sent')?.step;
  const step = steps.find(({ id }) => id === lacking);
  const template = step?.kind === 'send' ? step.template : undefined;
  const { data } = useQuery({ ...templateQuery(template ?? ''), enabled: template !== undefined });
  return (variable) => data?.variables.find(({ name }) => name === variable)?.label[language] ?? variable;
}

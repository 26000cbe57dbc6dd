import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import { DryRunCard, reachedBy } from './dry-run-card.tsx';
import styles from './draft.module.css';
import type { Attempt } from './kept-draft.ts';
import type { BroadcastBody } from './queries.ts';
import type { Checked, Sending } from './use-sending.ts';

interface Props {
  /** Undefined while something is missing. */
  body: BroadcastBody | undefined;
  sending: Sending;
  /** What was sent and not heard of. */
  attempt: Attempt | undefined;
  /** What the API said that has no field. */
  others: readonly string[];
}

/** First what would leave, then the button that sends exactly that. */
export function SendingBar({ body, sending, attempt, others }: Props) {
  const { draft: texts } = useBroadcastWords();
  const { isBusy, checked, check } = sending;
  const isCurrent = checked !== undefined && body !== undefined && checked.body === JSON.stringify(body);
  if (attempt !== undefined && !isBusy) return <Unsure attempt={attempt} sending={sending} />;
  return (
    <>
      {others.length > 0 && (
        <div className={page['problem']} role="alert">
          <p>{texts.problems}</p>
          <ul>
            {others.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      {isCurrent ? (
        <Result checked={checked} body={body} sending={sending} />
      ) : (
        <div className={styles['check']}>
          <Button
            look="primary"
            disabled={isBusy || body === undefined}
            onClick={() => body !== undefined && void check(body)}
          >
            {isBusy ? texts.checking : texts.check}
          </Button>
          <p className={page['hint']}>
            {body === undefined ? texts.incomplete : checked === undefined ? texts.checkHint : texts.stale}
          </p>
        </div>
      )}
    </>
  );
}

interface ResultProps {
  checked: Checked;
  body: BroadcastBody;
  sending: Sending;
}

function Result({ checked: { dryRun }, body, sending: { isBusy, send } }: ResultProps) {
  const { formats } = useWords();
  const { draft: texts, people } = useBroadcastWords();
  const reached = reachedBy(dryRun);
  const named = body.sendAt === undefined ? texts.send : texts.schedule;
  return (
    <>
      <DryRunCard dryRun={dryRun} />
      {reached === 0 ? (
        <p className={page['problem']}>{texts.nobody}</p>
      ) : (
        <div className={styles['send']}>
          <Button look="primary" disabled={isBusy} onClick={() => void send(body)}>
            {isBusy ? texts.sending : named(people(reached), formats.money(dryRun.estimatedCost))}
          </Button>
        </div>
      )}
    </>
  );
}

function Unsure({ attempt, sending }: { attempt: Attempt; sending: Sending }) {
  const { draft: texts } = useBroadcastWords();
  return (
    <div className={styles['unsure']} role="alert">
      <p>{texts.unsure}</p>
      <Button look="primary" onClick={() => void sending.send(attempt.body)}>
        {texts.again}
      </Button>
    </div>
  );
}

import { useEffect, useState } from 'react';
import type { Outgoing } from '../../offline/outbox.ts';
import { useOutbox } from '../../offline/outbox-context.tsx';
import { useOnline } from '../../shell/notices.tsx';
import { useWords, type Words } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import { bringBack } from '../composer/drafts.ts';
import styles from './bubble.module.css';
import failure from './failure-actions.module.css';

const SECOND = 1_000;

/** A reply that has not left yet: it can be taken back, and says what keeps it. */
export function OutgoingBubble({ message }: { message: Outgoing }) {
  const words = useWords();
  const outbox = useOutbox();
  const isOnline = useOnline();
  const seconds = useSecondsLeft(message.leavesAt);
  const takeBack = async () => {
    const taken = await outbox.takeBack(message.key);
    if (taken !== undefined && taken.body.text !== undefined) bringBack(taken.prospectId, taken.body.text);
  };
  const isStuck = message.state === 'answered-meanwhile' || message.state === 'refused';
  return (
    <article className={styles['bubble']} data-side="mine" data-waiting={!isStuck} data-failed={isStuck}>
      <p className={styles['text']}>{message.text}</p>
      <footer className={styles['meta']}>
        <span role="status">{stateOf(message, words, { isOnline, seconds })}</span>
      </footer>
      <div className={failure['failure']}>
        {message.state === 'answered-meanwhile' && (
          <button
            type="button"
            className={`${controls['button']} ${controls['small']}`}
            onClick={() => void outbox.sendAnyway(message.key)}
          >
            {words.composer.again}
          </button>
        )}
        {message.state !== 'sending' && (
          <button
            type="button"
            className={`${controls['button']} ${controls['small']}`}
            onClick={() => void takeBack()}
          >
            {isStuck ? words.composer.edit : words.undo}
          </button>
        )}
      </div>
    </article>
  );
}

function stateOf(
  { state, reason }: Outgoing,
  { composer }: Words,
  { isOnline, seconds }: { isOnline: boolean; seconds: number },
): string {
  if (state === 'answered-meanwhile') return composer.answeredMeanwhile;
  if (state === 'refused') return composer.notSent(reason ?? '');
  if (state === 'sending') return composer.sendingNow;
  if (seconds > 0) return composer.sentIn(seconds);
  return isOnline ? composer.sendingNow : composer.waitingForNetwork;
}

function useSecondsLeft(until: number): number {
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / SECOND));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), SECOND / 2);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [until]);
  return seconds;
}

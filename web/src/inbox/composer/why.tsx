import { Popover } from '@base-ui/react/popover';
import { Icon } from '../../ui/icon.tsx';
import styles from './channel-pill.module.css';
import type { Decision } from './use-decision.ts';
import type { ReplyRoute } from './use-reply-channel.ts';

/** The decision in words: what counted for each channel, and what closes it. */
export function Why({ route: { words, decision, chosen } }: { route: ReplyRoute }) {
  if (decision === undefined) return undefined;
  return (
    <Popover.Root>
      <Popover.Trigger className={styles['why']}>{words.composer.why}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={8}>
          <Popover.Popup className={styles['popup']}>
            <Popover.Title className={styles['title']}>{words.composer.whyTitle}</Popover.Title>
            <Popover.Description>
              {chosen !== undefined && `${words.composer.forced} `}
              {decision.reason}
            </Popover.Description>
            <ul className={styles['evaluations']}>
              {decision.channels.map((evaluation) => (
                <Evaluation key={evaluation.channel} evaluation={evaluation} words={words} />
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface EvaluationProps {
  evaluation: Decision['channels'][number];
  words: ReplyRoute['words'];
}

function Evaluation({ evaluation, words }: EvaluationProps) {
  const { channel, allowed, score, points, gates } = evaluation;
  const counted = Object.entries(points)
    .filter(([, value]) => value !== 0)
    .sort(([, a], [, b]) => b - a)
    .map(([criterion, value]) => words.points(words.criteria[criterion] ?? criterion, value));
  return (
    <li className={styles['evaluation']} data-closed={!allowed}>
      <Icon name={channel} size={16} />
      <strong>{words.channels[channel]}</strong>
      <span>{allowed ? words.composer.score(score) : words.composer.closed}</span>
      <p>{allowed ? counted.join(', ') : gates.map(({ detail }) => detail).join(' ')}</p>
    </li>
  );
}

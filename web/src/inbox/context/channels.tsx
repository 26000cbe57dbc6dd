import type { ReachableChannel } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './person-context.module.css';

/** The channels to the person: which are closed, and why. One that the agency does not use is left out. */
export function Channels({ channels }: { channels: readonly ReachableChannel[] }) {
  const words = useWords();
  const used = channels.filter(({ gates }) => !gates.some(({ rule }) => rule === 'not-configured'));
  return (
    <section className={styles['part']}>
      <h3 className={styles['title']}>{words.context.channels}</h3>
      <ul className={styles['channels']}>
        {used.map(({ channel, state, gates, windowUntil }) => (
          <li key={channel} className={styles['channel']} data-state={state}>
            <Icon name={channel} size={17} />
            <span>{words.channels[channel]}</span>
            <span className={styles['state']}>{words.context[state]}</span>
            {gates.map(({ rule, detail }) => (
              <p key={rule} className={styles['detail']}>
                {detail}
              </p>
            ))}
            {state === 'open' && windowUntil !== undefined && (
              <p className={styles['detail']}>
                {words.composer.windowUntil(words.formats.instant(windowUntil))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

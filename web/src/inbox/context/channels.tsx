import type { ReachableChannel } from '../../api/types.ts';
import { useNow } from '../../live/now.ts';
import { useWords } from '../../texts/texts.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './person-context.module.css';

/** The channels to the person: which are closed, and why. */
export function Channels({ channels }: { channels: readonly ReachableChannel[] }) {
  const words = useWords();
  return (
    <section className={styles['part']}>
      <h3 className={styles['title']}>{words.context.channels}</h3>
      <ul className={styles['channels']}>
        {channels.map(({ channel, state, gates, windowUntil }) => (
          <li key={channel} className={styles['channel']} data-state={state}>
            <Icon name={channel} size={17} />
            <span>{words.channels[channel]}</span>
            <span className={styles['state']}>{words.context[state]}</span>
            {gates.map(({ rule, detail }) => (
              <p key={rule} className={styles['detail']}>
                {words.gates[rule] ?? detail}
              </p>
            ))}
            {state === 'open' && channel === 'whatsapp' && <FreeText until={windowUntil} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** WhatsApp takes free text for a day after the person's last message. */
function FreeText({ until }: { until: string | undefined }) {
  const words = useWords();
  const now = useNow();
  const isOpen = until !== undefined && Date.parse(until) > now;
  return (
    <p className={styles['detail']}>
      {isOpen ? words.composer.windowUntil(words.formats.instant(until)) : words.composer.templatesOnly}
    </p>
  );
}

import type { Settings } from '../api/manage-types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './settings-page.module.css';

const CHANNELS = ['sms', 'whatsapp', 'email'] as const;

/** Who the agency sends as: read here, assigned by whoever installs. */
export function SendersSection({ settings: { senders } }: { settings: Settings }) {
  const words = useWords();
  const { settings } = useManageWords();
  return (
    <section className={page['card']}>
      <h2>{settings.sections.senders}</h2>
      <ul>
        {CHANNELS.map((channel) => {
          const sender = senders[channel];
          return (
            <li key={channel} className={styles['sender']}>
              <Icon name={channel} />
              <span>{words.channels[channel]}</span>
              {sender === undefined ? (
                <span className={page['hint']}>{settings.noSender}</span>
              ) : (
                <strong>
                  {sender.name === undefined ? sender.address : `${sender.name} <${sender.address}>`}
                </strong>
              )}
              {sender?.twoWay === false && <p className={page['hint']}>{settings.oneWay}</p>}
              {sender?.stopNumber !== undefined && (
                <p className={page['hint']}>{settings.stop(sender.stopNumber)}</p>
              )}
            </li>
          );
        })}
      </ul>
      <p className={page['hint']}>{settings.sendersHint}</p>
    </section>
  );
}

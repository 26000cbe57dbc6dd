import { onlineManager } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useOutgoing } from '../offline/outbox-context.tsx';
import { onExpired, session } from '../session/session.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import styles from './notices.module.css';

export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
}

/** What stands above every page when something is wrong: no network, no session. */
export function Notices() {
  const words = useWords();
  const isOnline = useOnline();
  const waiting = useOutgoing().filter(({ state }) => state === 'waiting' || state === 'sending').length;
  const [hasExpired, setExpired] = useState(false);
  useEffect(() => onExpired(() => setExpired(true)), []);
  return (
    <div role="status" aria-live="polite">
      {!isOnline && (
        <p className={styles['notice']}>
          <Icon name="alert" size={18} />
          {words.offline(waiting)}
        </p>
      )}
      {hasExpired && (
        <p className={styles['notice']}>
          <Icon name="alert" size={18} />
          {words.expired}
          <button type="button" className={controls['link']} onClick={() => void session().signIn()}>
            {words.signInAgain}
          </button>
        </p>
      )}
    </div>
  );
}

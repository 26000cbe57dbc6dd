import type { MessageStatus } from '../api/types.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import styles from './status-tick.module.css';

type Mark = 'clock' | 'one' | 'two' | 'failed';

const MARKS: Record<MessageStatus, Mark> = {
  accepted: 'clock',
  deferred: 'clock',
  sending: 'clock',
  uncertain: 'clock',
  sent: 'one',
  delivered: 'two',
  opened: 'two',
  read: 'two',
  clicked: 'two',
  replied: 'two',
  undeliverable: 'failed',
  cancelled: 'failed',
  expired: 'failed',
};

const SEEN = new Set<MessageStatus>(['opened', 'read', 'clicked', 'replied']);

export function isFailed(status: MessageStatus): boolean {
  return MARKS[status] === 'failed';
}

/** ✓ sent, ✓✓ delivered, coloured once it was seen; the same in words for whoever cannot see it. */
export function StatusTick({ status }: { status: MessageStatus }) {
  const words = useWords();
  const mark = MARKS[status];
  return (
    <span
      className={styles['tick']}
      data-mark={mark}
      data-seen={SEEN.has(status)}
      title={words.statuses[status]}
    >
      <span aria-hidden="true">
        {mark === 'clock' && <Icon name="clock" size={13} />}
        {mark === 'failed' && <Icon name="alert" size={14} />}
        {mark === 'one' && '✓'}
        {mark === 'two' && '✓✓'}
      </span>
      <span className={controls['hidden']}>{words.statuses[status]}</span>
    </span>
  );
}

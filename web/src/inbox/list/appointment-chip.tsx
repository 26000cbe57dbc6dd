import type { ConversationView } from '../../api/types.ts';
import { useNow } from '../../live/now.ts';
import { useWords } from '../../texts/texts.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './appointment-chip.module.css';

type Appointment = NonNullable<ConversationView['appointment']>;

export function AppointmentChip({ appointment: { at, status } }: { appointment: Appointment }) {
  const words = useWords();
  const now = useNow();
  return (
    <span className={styles['chip']} data-status={status} title={words.visit(words.formats.instant(at))}>
      <Icon name="calendar" size={13} />
      {words.formats.short(at, now)} · {words.appointment[status]}
    </span>
  );
}

import type { ConversationDetails } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import { AppointmentChip } from '../list/appointment-chip.tsx';
import styles from './person-context.module.css';

/** The appointments with the person, the latest first; what the list shows of one is newer than what was read here. */
export function Visits({ details: { appointment, appointments } }: { details: ConversationDetails }) {
  const words = useWords();
  const known = appointments.map((one) => (one.id === appointment?.id ? { ...one, ...appointment } : one));
  const isKnown = appointment === undefined || known.some(({ id }) => id === appointment.id);
  const shown = isKnown ? known : [{ ...appointment, address: undefined }, ...known];
  if (shown.length === 0) return undefined;
  return (
    <section className={styles['part']}>
      <h3 className={styles['title']}>{words.context.visit}</h3>
      {shown.map((visit) => (
        <div key={`${visit.id ?? ''} ${visit.at}`}>
          <p className={styles['visit']}>
            {words.formats.instant(visit.at)}
            <AppointmentChip appointment={visit} />
          </p>
          {visit.address !== undefined && <p className={styles['hint']}>{visit.address}</p>}
        </div>
      ))}
    </section>
  );
}

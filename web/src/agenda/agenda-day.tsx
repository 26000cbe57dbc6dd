import { Link } from 'wouter';
import type { components } from '../api/schema.ts';
import { PersonName } from '../prospects/person-link.tsx';
import { isSameDay } from '../texts/formats.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import styles from './agenda.module.css';
import { useAgendaWords } from './agenda-words.ts';

export type Appointment = components['schemas']['Appointments']['items'][number];

const MINUTE = 60_000;

interface Props {
  day: Date;
  appointments: readonly Appointment[];
  now: number;
}

export function AgendaDay({ day, appointments, now }: Props) {
  const { formats } = useWords();
  const { today, nothing } = useAgendaWords();
  const isToday = isSameDay(day, new Date(now));
  return (
    <section className={styles['day']} data-today={isToday}>
      <h2 className={styles['dayName']}>
        <span>{formats.day(day.toISOString(), now)}</span>
        {isToday && <span className={`${controls['chip']} ${styles['today']}`}>{today}</span>}
      </h2>
      {appointments.length === 0 && <p className={styles['nothing']}>{nothing}</p>}
      <ul>
        {appointments.map((appointment) => (
          <li key={appointment.id} className={styles['visit']}>
            <Visit appointment={appointment} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Visit({ appointment }: { appointment: Appointment }) {
  const words = useWords();
  const texts = useAgendaWords();
  const { at, durationMinutes, prospectId, address, agentName, status } = appointment;
  const end = new Date(Date.parse(at) + durationMinutes * MINUTE).toISOString();
  return (
    <Link
      className={styles['link']}
      to={`/inbox?view=all&person=${encodeURIComponent(prospectId)}`}
      data-status={status}
    >
      <span className={styles['time']}>
        {words.formats.time(at)} – {words.formats.time(end)}
      </span>
      <strong className={styles['person']}>
        <PersonName id={prospectId} />
      </strong>
      <span className={`${controls['chip']} ${styles['status']}`} data-status={status}>
        {words.appointment[status]}
      </span>
      <span className={styles['place']}>
        {address}
        {agentName !== undefined && ` · ${texts.with(agentName)}`}
      </span>
    </Link>
  );
}

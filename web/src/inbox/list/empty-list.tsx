import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { answerOf, api } from '../../api/client.ts';
import type { ConversationView } from '../../api/types.ts';
import { useNow } from '../../live/now.ts';
import { useWords } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import { Icon } from '../../ui/icon.tsx';
import { PERSON } from '../filters.ts';
import { useAddress } from '../use-address.ts';
import styles from './empty-list.module.css';

const VISITS = 5;
const LOOKED_AT = 100;

/** A list without rows says why; « À traiter » that is done shows who comes next. */
export default function EmptyList() {
  const words = useWords();
  const { filters, href } = useAddress();
  const isFiltered = filters.channel !== undefined || filters.unread === true;
  return (
    <div className={styles['empty']}>
      <Icon name={isFiltered ? 'search' : 'check'} size={32} />
      <p className={styles['title']}>{isFiltered ? words.empty.filtered : words.empty[filters.view]}</p>
      {isFiltered && (
        <Link className={controls['button']} to={href({ channel: undefined, unread: undefined })}>
          {words.empty.clearFilters}
        </Link>
      )}
      {filters.view === 'all' && !isFiltered && <p>{words.empty.firstMessage}</p>}
      {filters.view === 'to-answer' && !isFiltered && <NextVisits />}
    </div>
  );
}

function NextVisits() {
  const words = useWords();
  const now = useNow();
  const { href } = useAddress();
  const { data } = useQuery({
    queryKey: ['visits'],
    queryFn: () =>
      answerOf(api.GET('/v1/conversations', { params: { query: { view: 'all', limit: LOOKED_AT } } })),
  });
  if (data === undefined) return undefined;
  const visits = comingVisits(data.items, new Date(now).toISOString());
  return (
    <div className={styles['visits']}>
      <h2>{words.empty.nextVisits}</h2>
      {visits.length === 0 && <p>{words.empty.noVisit}</p>}
      <ul>
        {visits.map(({ prospectId, name, appointment }) => (
          <li key={prospectId}>
            <Link className={styles['visit']} to={href({ [PERSON]: prospectId })}>
              <strong>{name ?? prospectId}</strong>
              <span>
                {words.formats.instant(appointment.at)} · {words.appointment[appointment.status]}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

type WithVisit = ConversationView & { appointment: NonNullable<ConversationView['appointment']> };

function comingVisits(items: readonly ConversationView[], now: string): WithVisit[] {
  return items
    .filter((item): item is WithVisit => item.appointment !== undefined && item.appointment.at > now)
    .filter(({ appointment }) => appointment.status !== 'cancelled')
    .sort((a, b) => (a.appointment.at < b.appointment.at ? -1 : 1))
    .slice(0, VISITS);
}

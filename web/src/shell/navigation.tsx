import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { countsQuery } from '../inbox/queries.ts';
import { useWords, type Words } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon, type IconName } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './navigation.module.css';
import type { Overlay } from './shell.tsx';

interface Place {
  to: string;
  icon: IconName;
  label: (words: Words) => string;
  short?: (words: Words) => string;
}

const PLACES: readonly Place[] = [
  { to: '/inbox', icon: 'inbox', label: ({ nav }) => nav.inbox, short: ({ nav }) => nav.inboxShort },
  { to: '/prospects', icon: 'prospects', label: ({ nav }) => nav.prospects },
  { to: '/templates', icon: 'templates', label: ({ nav }) => nav.templates },
  {
    to: '/statistics',
    icon: 'statistics',
    label: ({ nav }) => nav.statistics,
    short: ({ nav }) => nav.statisticsShort,
  },
  { to: '/settings', icon: 'settings', label: ({ nav }) => nav.settings },
];

/** A rail on a desk, tabs at the bottom of a phone. */
export function Navigation({ open }: { open: (overlay: Overlay) => void }) {
  const words = useWords();
  return (
    <nav className={styles['rail']} aria-label={words.nav.label}>
      <Link to="/inbox" className={styles['mark']} aria-label={words.product}>
        <img src="/icon.svg" alt="" width="30" height="30" />
      </Link>
      <ul className={styles['places']}>
        {PLACES.map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
      <div className={styles['end']}>
        <button
          type="button"
          className={`${controls['icon']} ${styles['desk']}`}
          aria-label={words.keys.palette}
          title={`${words.keys.palette} (Ctrl+K)`}
          onClick={() => open('palette')}
        >
          <Icon name="search" />
        </button>
        <button
          type="button"
          className={`${controls['icon']} ${styles['desk']}`}
          aria-label={words.nav.help}
          title={`${words.nav.help} (?)`}
          onClick={() => open('keys')}
        >
          <Icon name="help" />
        </button>
        <AccountMenu />
      </div>
    </nav>
  );
}

function PlaceLink({ place: { to, icon, label, short } }: { place: Place }) {
  const words = useWords();
  const [path] = useLocation();
  const { data: counts } = useQuery(countsQuery);
  const toAnswer = to === '/inbox' ? (counts?.views['to-answer']?.count ?? 0) : 0;
  const isHere = path === to || path.startsWith(`${to}/`);
  return (
    <Link to={to} className={styles['place']} aria-current={isHere ? 'page' : undefined} title={label(words)}>
      <Icon name={icon} size={22} />
      <span className={styles['name']} aria-hidden={short !== undefined}>
        {(short ?? label)(words)}
      </span>
      {short !== undefined && <span className={controls['hidden']}>{label(words)}</span>}
      {toAnswer > 0 && <span className={styles['badge']}>{toAnswer > 99 ? '99+' : toAnswer}</span>}
    </Link>
  );
}

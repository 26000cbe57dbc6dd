import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { countsQuery } from '../inbox/queries.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { MorePlaces } from './more-places.tsx';
import styles from './navigation.module.css';
import { FIRST, isAt, OTHERS, type Place } from './places.ts';
import type { Overlay } from './shell.tsx';

/** A rail on a desk, tabs at the bottom of a phone. */
export function Navigation({ open }: { open: (overlay: Overlay) => void }) {
  const words = useWords();
  return (
    <nav className={styles['rail']} aria-label={words.nav.label}>
      <Link to="/inbox" className={styles['mark']} aria-label={words.product}>
        <img src="/icon.svg" alt="" width="30" height="30" />
      </Link>
      <ul className={styles['places']}>
        {FIRST.map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} />
          </li>
        ))}
        {OTHERS.map((place) => (
          <li key={place.to} className={styles['desk']}>
            <PlaceLink place={place} />
          </li>
        ))}
        <li className={styles['phone']}>
          <MorePlaces places={OTHERS} />
        </li>
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
  const isHere = isAt(path, to);
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

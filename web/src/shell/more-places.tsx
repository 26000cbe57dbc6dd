import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '../texts/texts.tsx';
import { Icon } from '../ui/icon.tsx';
import { isAt, type Place } from './places.ts';
import styles from './navigation.module.css';

const MorePlacesMenu = lazy(() => import('./more-places-menu.tsx'));

/** The last tab of a phone: everything that has no tab of its own. */
export function MorePlaces({ places }: { places: readonly Place[] }) {
  const words = useWords();
  const [path] = useLocation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  const isHere = places.some(({ to }) => isAt(path, to));
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className={styles['place']}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-current={isHere ? 'true' : undefined}
        onClick={() => setOpen(true)}
      >
        <Icon name="more" size={22} />
        <span className={styles['name']}>{words.nav.more}</span>
      </button>
      {isOpen && anchor !== null && (
        <Suspense fallback={undefined}>
          <MorePlacesMenu anchor={anchor} places={places} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

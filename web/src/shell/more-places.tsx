import { lazy } from 'react';
import { useLocation } from 'wouter';
import { useWords } from '../texts/texts.tsx';
import { Icon } from '../ui/icon.tsx';
import { MenuButton } from './menu-button.tsx';
import styles from './navigation.module.css';
import { isAt, type Place } from './places.ts';

const MorePlacesMenu = lazy(() => import('./more-places-menu.tsx'));

/** The last tab of a phone: everything that has no tab of its own. */
export function MorePlaces({ places }: { places: readonly Place[] }) {
  const words = useWords();
  const [path] = useLocation();
  return (
    <MenuButton
      className={styles['place']}
      label={words.nav.more}
      isHere={places.some(({ to }) => isAt(path, to))}
      renderMenu={(anchor, close) => <MorePlacesMenu anchor={anchor} places={places} close={close} />}
    >
      <Icon name="more" size={22} />
      <span className={styles['name']}>{words.nav.more}</span>
    </MenuButton>
  );
}

import { lazy } from 'react';
import { useMe } from '../session/me.tsx';
import { useWords } from '../texts/texts.tsx';
import { Avatar } from '../ui/avatar.tsx';
import controls from '../ui/controls.module.css';
import styles from './account-menu.module.css';
import { MenuButton } from './menu-button.tsx';

const AccountMenuContent = lazy(() => import('./account-menu-content.tsx'));

/** Who is signed in. */
export function AccountMenu() {
  const words = useWords();
  const { agent } = useMe();
  return (
    <MenuButton
      className={styles['trigger']}
      label={words.nav.account}
      renderMenu={(anchor, close) => <AccountMenuContent anchor={anchor} close={close} />}
    >
      <Avatar name={agent.name} size={32} />
      <span className={controls['hidden']}>
        {words.nav.account} : {agent.name}
      </span>
    </MenuButton>
  );
}

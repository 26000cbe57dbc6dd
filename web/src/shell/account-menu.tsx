import { lazy, Suspense, useState } from 'react';
import { useMe } from '../session/me.tsx';
import { useWords } from '../texts/texts.tsx';
import { Avatar } from '../ui/avatar.tsx';
import controls from '../ui/controls.module.css';
import styles from './account-menu.module.css';

const AccountMenuContent = lazy(() => import('./account-menu-content.tsx'));

/** Who is signed in. What is in the menu is fetched when it is opened for the first time. */
export function AccountMenu() {
  const words = useWords();
  const { agent } = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className={styles['trigger']}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        <Avatar name={agent.name} size={32} />
        <span className={controls['hidden']}>
          {words.nav.account} : {agent.name}
        </span>
      </button>
      {isOpen && anchor !== null && (
        <Suspense fallback={undefined}>
          <AccountMenuContent anchor={anchor} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

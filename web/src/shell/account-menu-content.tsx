import { useState } from 'react';
import { isRinging } from '../push/kept-device.ts';
import { forgetAgent } from '../offline/query-cache.ts';
import { useMe } from '../session/me.tsx';
import { session } from '../session/session.ts';
import { chooseLanguage, useWords } from '../texts/texts.tsx';
import { chosenTheme, chooseTheme, THEMES } from '../theme/theme.ts';
import { MenuItem, MenuLabel, MenuSeparator, OpenMenu } from '../ui/menu.tsx';
import styles from './account-menu.module.css';

export default function AccountMenuContent({ anchor, close }: { anchor: HTMLElement; close: () => void }) {
  const words = useWords();
  const { agent, tenant } = useMe();
  const [theme, setTheme] = useState(chosenTheme);
  const other = words.language === 'fr' ? 'en' : 'fr';
  return (
    <OpenMenu anchor={anchor} close={close} side="right">
      <div className={styles['who']}>
        <strong>{agent.name}</strong>
        <span>
          {tenant.name} · {words.account.roles[agent.role]}
        </span>
      </div>
      <MenuLabel>{words.account.theme}</MenuLabel>
      {THEMES.map((choice) => (
        <MenuItem
          key={choice}
          isChosen={choice === theme}
          act={() => {
            chooseTheme(choice);
            setTheme(choice);
          }}
        >
          {words.account.themes[choice]}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem act={() => chooseLanguage(other)}>
        <span lang={other}>{words.account.otherLanguage}</span>
      </MenuItem>
      <MenuItem act={() => void leave()}>{words.account.signOut}</MenuItem>
    </OpenMenu>
  );
}

/** While there still is a token: a device that nobody is signed in on must not ring. */
async function leave(): Promise<void> {
  if (isRinging()) await (await import('../push/this-device.ts')).switchOff();
  await forgetAgent();
  await session().signOut();
}

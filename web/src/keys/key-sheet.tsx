import { useWords, type Words } from '../texts/texts.tsx';
import { OpenDialog } from '../ui/dialog.tsx';
import styles from './key-sheet.module.css';

type Group = keyof Words['keys']['groups'];
type Line = readonly [keys: string, what: (keys: Words['keys'], nav: Words['nav']) => string];

const SHEET: Readonly<Record<Group, readonly Line[]>> = {
  move: [
    ['j', ({ next }) => next],
    ['k', ({ previous }) => previous],
    ['Enter', ({ open }) => open],
    ['/', ({ search }) => search],
    ['g i', (_keys, nav) => nav.inbox],
    ['g v', (_keys, nav) => nav.agenda],
    ['g b', (_keys, nav) => nav.broadcasts],
    ['g p', (_keys, nav) => nav.journeys],
    ['g s', (_keys, nav) => nav.statistics],
  ],
  act: [
    ['e', ({ done }) => done],
    ['z', ({ snooze }) => snooze],
    ['a', ({ assign }) => assign],
    ['l', ({ label }) => label],
    ['u', ({ unread }) => unread],
  ],
  write: [
    ['r', ({ reply }) => reply],
    ['n', ({ note }) => note],
    ['c', ({ channel }) => channel],
    ['m', ({ template }) => template],
    ['Ctrl Enter', ({ send }) => send],
  ],
  app: [
    ['Ctrl K', ({ palette }) => palette],
    ['?', ({ help }) => help],
    ['Esc', ({ escape }) => escape],
  ],
};

/** `⌘` where there is one. */
function shownKey(key: string): string {
  return key === 'Ctrl' && /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : key;
}

export default function KeySheet({ close }: { close: () => void }) {
  const { keys, nav } = useWords();
  return (
    <OpenDialog title={keys.title} close={close}>
      <div className={styles['groups']}>
        {(Object.entries(SHEET) as [Group, readonly Line[]][]).map(([group, lines]) => (
          <section key={group}>
            <h3 className={styles['group']}>{keys.groups[group]}</h3>
            <dl>
              {lines.map(([pressed, what]) => (
                <div key={pressed} className={styles['line']}>
                  <dt>
                    {pressed.split(' ').map((key) => (
                      <kbd key={key} className={styles['key']}>
                        {shownKey(key)}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{what(keys, nav)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles['hint']}>{keys.hint}</p>
    </OpenDialog>
  );
}

import { type FormEvent, useState } from 'react';
import type { ConversationView } from '../api/types.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { OpenDialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { useConversationActions } from './actions.ts';
import styles from './label-editor.module.css';

const LONGEST = 40;

/** Takes labels off and puts others on; each change is kept at once. */
export function LabelEditor({ view, close }: { view: ConversationView; close: () => void }) {
  const words = useWords();
  const { label } = useConversationActions();
  const [typed, setTyped] = useState('');
  const { labels, prospectId } = view;
  const add = (event: FormEvent) => {
    event.preventDefault();
    const name = typed.trim();
    if (name === '') return close();
    setTyped('');
    if (!labels.includes(name)) void label(prospectId, [...labels, name]);
  };
  return (
    <OpenDialog title={words.actions.labels} close={close}>
      <ul className={styles['labels']}>
        {labels.map((name) => (
          <li key={name} className={controls['chip']}>
            {name}
            <button
              type="button"
              className={styles['remove']}
              aria-label={`${words.composer.discard} ${name}`}
              onClick={() =>
                void label(
                  prospectId,
                  labels.filter((other) => other !== name),
                )
              }
            >
              <Icon name="close" size={13} />
            </button>
          </li>
        ))}
      </ul>
      <form className={styles['form']} onSubmit={add}>
        <input
          className={controls['input']}
          aria-label={words.actions.newLabel}
          placeholder={words.actions.newLabel}
          maxLength={LONGEST}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="submit" className={`${controls['button']} ${controls['primary']}`}>
          {words.save}
        </button>
      </form>
    </OpenDialog>
  );
}

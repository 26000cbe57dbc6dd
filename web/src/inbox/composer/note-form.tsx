import { type FormEvent, useState } from 'react';
import { useWords } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import { useConversationActions } from '../actions.ts';
import styles from './composer.module.css';
import { WritingField } from './writing-field.tsx';

const PREFIX = 'coccinelle.note.';

/** A note changes neither who waits nor what is unread. */
export function NoteForm({ person, close }: { person: string; close: () => void }) {
  const words = useWords();
  const { note } = useConversationActions();
  const [text, setText] = useState(() => localStorage.getItem(PREFIX + person) ?? '');
  const [isBusy, setBusy] = useState(false);
  const write = (next: string) => {
    setText(next);
    localStorage.setItem(PREFIX + person, next);
  };
  const add = async (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '' || isBusy) return;
    setBusy(true);
    const entry = await note(person, text.trim());
    setBusy(false);
    if (entry === undefined) return;
    localStorage.removeItem(PREFIX + person);
    setText('');
    close();
  };
  return (
    <form onSubmit={(event) => void add(event)}>
      <WritingField
        text={text}
        write={write}
        send={() => void add()}
        label={words.composer.note}
        placeholder={words.composer.notePlaceholder}
        marksCostly={false}
      />
      <div className={styles['bar']}>
        <button
          type="submit"
          className={`${controls['button']} ${styles['send']}`}
          disabled={isBusy || text.trim() === ''}
        >
          {words.composer.saveNote}
        </button>
      </div>
    </form>
  );
}

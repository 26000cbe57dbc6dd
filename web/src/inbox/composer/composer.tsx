import { useState } from 'react';
import type { ConversationDetails, ThreadEntry } from '../../api/types.ts';
import { useCommand } from '../../keys/commands.ts';
import { goOnTypingIn } from '../../keys/typing-on.ts';
import { useWords } from '../../texts/texts.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './composer.module.css';
import { NoteForm } from './note-form.tsx';
import { ReplyForm } from './reply-form.tsx';

interface Props {
  person: string;
  details: ConversationDetails | undefined;
  /** Newest first. */
  entries: readonly ThreadEntry[];
}

type Mode = 'reply' | 'note';

/** A field that is not there by then will not come: this channel takes templates only. */
const FRAMES = 30;

/** Where the cursor goes when somebody presses `r` or `n`; the field may only just be drawn. */
function focusComposer(mode: Mode, frames = FRAMES): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[data-mode="${mode}"] [data-composer-field]`);
    if (field !== null) goOnTypingIn(field);
    else if (frames > 0) focusComposer(mode, frames - 1);
  });
}

/** What to answer, or a note that only the agency sees: they look unlike each other. */
export function Composer({ person, details, entries }: Props) {
  const words = useWords();
  const [mode, setMode] = useState<Mode>('reply');
  const turnTo = (next: Mode) => {
    setMode(next);
    focusComposer(next);
  };
  useCommand('reply', () => turnTo('reply'));
  useCommand('note', () => turnTo('note'));
  return (
    <section className={styles['composer']} data-mode={mode} aria-label={words.composer.label}>
      <div className={styles['modes']} role="group" aria-label={words.composer.mode}>
        {(['reply', 'note'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className={styles['mode']}
            aria-pressed={mode === one}
            onClick={() => turnTo(one)}
          >
            {one === 'note' && <Icon name="note" size={15} />}
            {words.composer[one]}
          </button>
        ))}
      </div>
      {mode === 'reply' ? (
        <ReplyForm person={person} details={details} entries={entries} />
      ) : (
        <NoteForm person={person} close={() => turnTo('reply')} />
      )}
    </section>
  );
}

import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { charactersOutsideGsm7 } from '../../../../shared/domain/sms-segments.ts';
import { holdTyping } from '../../keys/typing-ahead.ts';
import styles from './composer.module.css';

interface Props {
  text: string;
  write: (text: string) => void;
  /** Ctrl or ⌘ and Enter. */
  send: () => void;
  label: string;
  placeholder: string;
  /** Marks what makes an SMS cost more. */
  marksCostly: boolean;
}

/** A text that grows with what is written, with the costly characters marked in it. */
export function WritingField({ text, write, send, label, placeholder, marksCostly }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  // Another way to write takes its place, such as a template, while somebody is typing.
  useLayoutEffect(() => {
    const written = field.current;
    return () => {
      if (written !== null && document.activeElement === written) holdTyping(label);
    };
  }, [label]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') (event.currentTarget as HTMLElement).blur();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={styles['field']}>
      <div className={styles['mirror']} aria-hidden="true">
        {marksCostly ? <Marked text={text} /> : text}
        {/* A last line that is empty has a height too. */}
        {'\u200b'}
      </div>
      <textarea
        ref={field}
        className={styles['text']}
        data-composer-field
        aria-label={label}
        placeholder={placeholder}
        value={text}
        rows={1}
        onChange={({ target }) => write(target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function Marked({ text }: { text: string }) {
  const costly = new Set(charactersOutsideGsm7(text));
  if (costly.size === 0) return text;
  return [...text].map((character, index) =>
    costly.has(character) ? <mark key={index}>{character}</mark> : character,
  );
}

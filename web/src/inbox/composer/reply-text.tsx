import type { Channel } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import styles from './composer.module.css';
import type { DraftHandle } from './drafts.ts';
import { WritingField } from './writing-field.tsx';

interface Props {
  handle: DraftHandle;
  channel: Channel | undefined;
  send: () => void;
}

const LONGEST_SUBJECT = 300;

export function ReplyText({ handle: { draft, write }, channel, send }: Props) {
  const words = useWords();
  return (
    <>
      {channel === 'email' && (
        <input
          className={styles['subject']}
          aria-label={words.composer.subject}
          placeholder={words.composer.subject}
          maxLength={LONGEST_SUBJECT}
          value={draft.subject ?? ''}
          onChange={({ target }) => write({ ...draft, subject: target.value })}
        />
      )}
      <WritingField
        text={draft.text}
        write={(text) => write({ ...draft, text })}
        send={send}
        label={words.composer.reply}
        placeholder={words.composer.placeholder}
        marksCostly={channel === 'sms'}
      />
    </>
  );
}

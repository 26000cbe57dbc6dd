import { Fragment, useState } from 'react';
import type { ConversationDetails, InboundEntry, OutboundEntry } from '../../api/types.ts';
import { useAgentName } from '../../session/me.tsx';
import { THREAD_TEXTS } from '../../texts/thread-texts.ts';
import { useWords } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import { Icon } from '../../ui/icon.tsx';
import { isFailed, StatusTick } from '../status-tick.tsx';
import styles from './bubble.module.css';
import { FailureActions } from './failure-actions.tsx';
import { Media } from './media.tsx';

interface Props {
  entry: InboundEntry | OutboundEntry;
  person: string;
  details: ConversationDetails | undefined;
}

/** What one of the two said. */
export function Bubble({ entry, person, details }: Props) {
  const words = useWords();
  const isMine = entry.kind === 'outbound';
  const failed = isMine && isFailed(entry.status);
  return (
    <article className={styles['bubble']} data-side={isMine ? 'mine' : 'theirs'} data-failed={failed}>
      {entry.channel === 'email' && (
        <p className={styles['subject']}>{entry.subject ?? words.thread.noSubject}</p>
      )}
      <p className={styles['text']}>
        <LinkedText text={entry.text} />
      </p>
      {entry.kind === 'inbound' && entry.quoted !== undefined && <Quoted text={entry.quoted} />}
      {entry.kind === 'inbound' && entry.media.length > 0 && <Media files={entry.media} />}
      {isMine && entry.media !== undefined && (
        <Media files={[{ filename: words.thread.photo, contentType: 'image/*', url: entry.media }]} />
      )}
      <Meta entry={entry} />
      {isMine && failed && <FailureActions entry={entry} person={person} details={details} />}
    </article>
  );
}

function Meta({ entry }: { entry: InboundEntry | OutboundEntry }) {
  const words = useWords();
  const nameOf = useAgentName();
  const { channel, at } = entry;
  return (
    <footer className={styles['meta']}>
      {channel !== undefined && (
        <span className={styles['channel']}>
          <Icon name={channel} size={13} />
          {words.channels[channel]}
        </span>
      )}
      {entry.kind === 'outbound' && (
        <span>
          {entry.agent === undefined ? words.thread.automatic : (nameOf(entry.agent.id) ?? entry.agent.id)}
        </span>
      )}
      <time dateTime={at} title={words.formats.instant(at)}>
        {words.formats.time(at)}
      </time>
      {entry.kind === 'outbound' && <Status entry={entry} />}
    </footer>
  );
}

function Status({ entry: { status, deferredUntil } }: { entry: OutboundEntry }) {
  const words = useWords();
  if (status === 'deferred' && deferredUntil !== undefined) {
    return <span>{THREAD_TEXTS[words.language].deferredUntil(words.formats.instant(deferredUntil))}</span>;
  }
  if (isFailed(status)) return undefined;
  return (
    <span className={styles['status']}>
      <StatusTick status={status} />
      <span aria-hidden="true">{words.statuses[status]}</span>
    </span>
  );
}

function Quoted({ text }: { text: string }) {
  const words = useWords();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles['fold']}
        aria-expanded={isShown}
        aria-label={words.thread.quoted}
        title={words.thread.quoted}
        onClick={() => setShown(!isShown)}
      >
        ···
      </button>
      {isShown && <blockquote className={styles['quoted']}>{text}</blockquote>}
    </>
  );
}

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/;

/** Addresses of pages can be followed; everything else is text. */
function LinkedText({ text }: { text: string }) {
  return text.split(LINK).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} className={controls['link']} href={part} target="_blank" rel="noreferrer noopener">
        {part}
      </a>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

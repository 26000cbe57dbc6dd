import { useQueryClient } from '@tanstack/react-query';
import { memo, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { ConversationView } from '../../api/types.ts';
import { useNow } from '../../live/now.ts';
import { useAgentName } from '../../session/me.tsx';
import { useWords } from '../../texts/texts.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import controls from '../../ui/controls.module.css';
import { Icon } from '../../ui/icon.tsx';
import { StatusTick } from '../status-tick.tsx';
import { takesFocus, useIsCursor } from '../cursor.ts';
import { PERSON } from '../filters.ts';
import { conversationQuery, threadQuery } from '../queries.ts';
import { useAddress } from '../use-address.ts';
import { useDisplayName } from '../display-name.ts';
import { AppointmentChip } from './appointment-chip.tsx';
import styles from './conversation-row.module.css';

interface Props {
  conversation: ConversationView;
  isOpen: boolean;
}

export const ConversationRow = memo(function Row({ conversation, isOpen }: Props) {
  const { href } = useAddress();
  const client = useQueryClient();
  const isCursor = useIsCursor(conversation.prospectId);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isCursor && takesFocus() && hasFocusToTake()) link.current?.focus({ preventScroll: true });
  }, [isCursor]);
  // Whoever points at a row is likely to open it.
  const prefetch = () => {
    void client.prefetchInfiniteQuery(threadQuery(conversation.prospectId));
    void client.prefetchQuery(conversationQuery(conversation.prospectId));
  };
  return (
    <Link
      ref={link}
      to={href({ [PERSON]: conversation.prospectId })}
      className={styles['row']}
      data-unread={conversation.unread > 0}
      data-cursor={isCursor}
      aria-current={isOpen ? 'true' : undefined}
      onPointerEnter={prefetch}
      onFocus={prefetch}
    >
      <Avatar name={conversation.name} size={40} channel={conversation.channel} />
      <TopLine conversation={conversation} />
      <Preview conversation={conversation} />
      <BottomLine conversation={conversation} />
    </Link>
  );
});

/** The cursor takes the focus along from row to row, never out of what somebody is typing. */
function hasFocusToTake(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.closest('[data-scroller]') !== null;
}

function TopLine({ conversation }: { conversation: ConversationView }) {
  const words = useWords();
  const now = useNow();
  const nameOf = useDisplayName();
  const { toQualify, lastAt, channel } = conversation;
  return (
    <span className={styles['top']}>
      <span className={styles['name']}>{nameOf(conversation)}</span>
      {toQualify && <span className={controls['chip']}>{words.row.unknown}</span>}
      <span className={controls['hidden']}>{words.channels[channel]}</span>
      <time className={styles['time']} dateTime={lastAt}>
        {words.formats.short(lastAt, now)}
      </time>
    </span>
  );
}

function Preview({ conversation: { preview, unread } }: { conversation: ConversationView }) {
  const words = useWords();
  return (
    <span className={styles['preview']}>
      {preview.status !== undefined && <StatusTick status={preview.status} />}
      <span className={styles['words']}>
        {preview.direction === 'outbound' && words.row.you}
        {preview.text}
      </span>
      {unread > 0 && (
        <span className={styles['unread']}>
          <span aria-hidden="true">{unread}</span>
          <span className={controls['hidden']}>{words.row.unread(unread)}</span>
        </span>
      )}
    </span>
  );
}

function BottomLine({ conversation }: { conversation: ConversationView }) {
  const words = useWords();
  const now = useNow();
  const nameOf = useAgentName();
  const { waitingSince, snoozedUntil, appointment, labels, assignee } = conversation;
  const agent = assignee === undefined ? undefined : nameOf(assignee);
  return (
    <span className={styles['bottom']}>
      {snoozedUntil !== undefined ? (
        <span className={styles['snoozed']}>
          <Icon name="clock" size={13} />
          {words.formats.short(snoozedUntil, now)}
          <span className={controls['hidden']}>
            {words.row.snoozedUntil(words.formats.instant(snoozedUntil))}
          </span>
        </span>
      ) : (
        waitingSince !== undefined && (
          <span className={styles['waiting']} data-long={now - Date.parse(waitingSince) > LONG}>
            <Icon name="clock" size={13} />
            <span aria-hidden="true">{words.formats.since(waitingSince, now)}</span>
            <span className={controls['hidden']}>
              {words.row.waiting(words.formats.since(waitingSince, now))}
            </span>
          </span>
        )
      )}
      {appointment !== undefined && <AppointmentChip appointment={appointment} />}
      {labels.slice(0, appointment === undefined ? 2 : 0).map((label) => (
        <span key={label} className={`${controls['chip']} ${styles['label']}`}>
          {label}
        </span>
      ))}
      {agent !== undefined && (
        <span className={styles['assignee']} title={words.row.assignedTo(agent)}>
          <Avatar name={agent} size={22} />
          <span className={controls['hidden']}>{words.row.assignedTo(agent)}</span>
        </span>
      )}
    </span>
  );
}

/** From then on the waiting stands out: a working day. */
const LONG = 8 * 60 * 60 * 1000;

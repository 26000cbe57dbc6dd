import { memo } from 'react';
import type { ConversationDetails, EventEntry, NoteEntry } from '../../api/types.ts';
import { useNow } from '../../live/now.ts';
import { useAgentName } from '../../session/me.tsx';
import { isSameDay } from '../../texts/formats.ts';
import { THREAD_TEXTS } from '../../texts/thread-texts.ts';
import { useWords, type Words } from '../../texts/texts.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Bubble } from './bubble.tsx';
import { OutgoingBubble } from './outgoing-bubble.tsx';
import styles from './thread-row.module.css';
import type { ThreadRow } from './thread-rows.ts';

interface Props {
  /** Undefined for an index that was there a moment ago. */
  row: ThreadRow | undefined;
  person: string;
  details: ConversationDetails | undefined;
}

export const Row = memo(function ThreadRowView({ row, person, details }: Props) {
  const words = useWords();
  switch (row?.kind) {
    case undefined:
      return undefined;
    case 'start':
      return <p className={styles['start']}>{row.more ? words.loading : words.thread.start}</p>;
    case 'day':
      return <Day at={row.at} />;
    case 'outgoing':
      return <OutgoingBubble message={row.message} />;
    case 'entry':
      if (row.entry.kind === 'event') return <EventLine entry={row.entry} />;
      if (row.entry.kind === 'note') return <Note entry={row.entry} />;
      return <Bubble entry={row.entry} person={person} details={details} />;
  }
});

function Note({ entry: { text, agent, at } }: { entry: NoteEntry }) {
  const words = useWords();
  const nameOf = useAgentName();
  const by = agent.id === 'journey' ? words.thread.journey : (nameOf(agent.id) ?? agent.id);
  return (
    <div className={styles['note']}>
      <p className={styles['noteHead']}>
        <Icon name="note" size={15} />
        {words.thread.note} · {by} · <time dateTime={at}>{words.formats.time(at)}</time>
      </p>
      <p className={styles['text']}>{text}</p>
    </div>
  );
}

const DAY = 24 * 60 * 60 * 1000;

function Day({ at }: { at: string }) {
  const words = useWords();
  const now = useNow();
  const date = new Date(at);
  const name = isSameDay(date, new Date(now))
    ? words.thread.today
    : isSameDay(date, new Date(now - DAY))
      ? words.thread.yesterday
      : words.formats.day(at, now);
  return (
    <h3 className={styles['day']}>
      <span>{name}</span>
    </h3>
  );
}

function EventLine({ entry }: { entry: EventEntry }) {
  const words = useWords();
  const nameOf = useAgentName();
  return (
    <p className={styles['event']}>
      {sentenceOf(entry, words, nameOf)} · <time dateTime={entry.at}>{words.formats.time(entry.at)}</time>
    </p>
  );
}

/** What happened in a sentence; `text` of an assignment is the agent who got it. */
function sentenceOf(
  { event, agent, channel, text }: EventEntry,
  { language, byChannel }: Words,
  nameOf: (id: string) => string | undefined,
): string {
  const { events } = THREAD_TEXTS[language];
  const by = (agent && nameOf(agent.id)) ?? events.someone;
  const on = channel === undefined ? '' : byChannel[channel];
  switch (event) {
    case 'assigned':
      return text === undefined ? events.unassigned(by) : events.assigned(by, nameOf(text) ?? text);
    case 'unassigned':
      return events.unassigned(by);
    case 'merged':
    case 'unmerged':
      return events[event];
    case 'opted-out':
    case 'opted-in':
      return events[event](on);
    case 'done':
      return events.done(by);
  }
}

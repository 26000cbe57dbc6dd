import { useQueryClient } from '@tanstack/react-query';
import { type Command, command } from '../keys/commands.ts';
import { useKeys } from '../keys/use-keys.ts';
import { useWords } from '../texts/texts.tsx';
import { say } from '../ui/toast.tsx';
import { useConversationActions } from './actions.ts';
import { knownConversation } from './apply-conversation.ts';
import { cursorNow, neighbour, nextAfter, setCursor } from './cursor.ts';
import { useDisplayName } from './display-name.ts';
import { PERSON } from './filters.ts';
import { SEARCH_FIELD } from './list/inbox-head.tsx';
import { useAddress } from './use-address.ts';

/** The keys of the inbox. They act on the row with the cursor, which is opened where that takes its thread. */
export function InboxKeys() {
  const words = useWords();
  const { person, change } = useAddress();
  const target = () => cursorNow() ?? person;
  const open = (who: string | undefined) => who !== undefined && who !== person && change({ [PERSON]: who });
  const ask = (what: Command) => (event: KeyboardEvent) => {
    event.preventDefault();
    const who = target();
    if (who === undefined) return;
    command(what, { label: words.keys[what], isOpening: who !== person });
    open(who);
  };
  const done = useDoneAndNext();
  const unread = useMarkUnread();
  useKeys({
    j: () => setCursor(neighbour(1), 'key'),
    k: () => setCursor(neighbour(-1), 'key'),
    Enter: ({ target: on }) => {
      if (on === document.body) open(target());
    },
    r: ask('reply'),
    n: ask('note'),
    z: ask('snooze'),
    a: ask('assign'),
    l: ask('label'),
    c: ask('channel'),
    m: ask('template'),
    e: () => done(target()),
    u: () => unread(target()),
    '[Shift]+/': (event) => {
      event.preventDefault();
      document.querySelector<HTMLInputElement>(`#${SEARCH_FIELD}`)?.focus();
    },
    Escape: () => {
      if (person !== undefined) change({ [PERSON]: undefined });
    },
  });
  return undefined;
}

/** « Traité », and on to the next one where a conversation was open. */
export function useDoneAndNext(): (person: string | undefined) => void {
  const words = useWords();
  const client = useQueryClient();
  const nameOf = useDisplayName();
  const { person: open, change } = useAddress();
  const { done } = useConversationActions();
  return (person) => {
    if (person === undefined) return;
    const known = knownConversation(client, person);
    const next = nextAfter(person);
    setCursor(next);
    if (open !== undefined) change({ [PERSON]: next }, { replace: true });
    const undo = done(person, known?.preview.messageId);
    say(words.actions.doneToast(nameOf(known)), { label: words.undo, run: undo });
  };
}

function useMarkUnread(): (person: string | undefined) => void {
  const words = useWords();
  const { person: open, change } = useAddress();
  const { markUnread } = useConversationActions();
  return (person) => {
    if (person === undefined) return;
    // An open conversation is being read.
    if (open === person) change({ [PERSON]: undefined });
    void markUnread(person);
    say(words.actions.unreadToast);
  };
}

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ConversationView } from '../api/types.ts';
import { type Command, useCommand } from '../keys/commands.ts';
import { useNow } from '../live/now.ts';
import { useMe } from '../session/me.tsx';
import { THREAD_TEXTS } from '../texts/thread-texts.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon, type IconName } from '../ui/icon.tsx';
import { MenuItem, MenuLabel, MenuSeparator, OpenMenu } from '../ui/menu.tsx';
import { say } from '../ui/toast.tsx';
import { useConversationActions } from './actions.ts';
import { useDisplayName } from './display-name.ts';
import { LabelEditor } from './label-editor.tsx';
import { agentsQuery } from './queries.ts';
import { type SnoozeChoice, snoozeChoices } from './snooze-choices.ts';

/** Assign, snooze and label: each a button that opens by its key too. */
export function ConversationMenus({ view }: { view: ConversationView }) {
  const words = useWords();
  const [isLabelling, setLabelling] = useState(false);
  useCommand('label', () => setLabelling(true));
  return (
    <>
      <MenuButton what="assign" icon="person" label={`${words.actions.assign} (a)`}>
        <AssignItems view={view} />
      </MenuButton>
      <MenuButton what="snooze" icon="clock" label={`${words.actions.snooze} (z)`}>
        <SnoozeItems view={view} />
      </MenuButton>
      <button
        type="button"
        className={controls['icon']}
        aria-label={words.actions.labels}
        title={`${words.actions.labels} (l)`}
        onClick={() => setLabelling(true)}
      >
        <Icon name="label" />
      </button>
      {isLabelling && <LabelEditor view={view} close={() => setLabelling(false)} />}
    </>
  );
}

interface MenuButtonProps {
  what: Command;
  icon: IconName;
  label: string;
  children: ReactNode;
}

function MenuButton({ what, icon, label, children }: MenuButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  useCommand(what, () => setOpen(true));
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className={controls['icon']}
        aria-label={label.replace(/ \(.\)$/, '')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={label}
        onClick={() => setOpen(true)}
      >
        <Icon name={icon} />
      </button>
      {isOpen && anchor !== null && (
        <OpenMenu anchor={anchor} close={() => setOpen(false)}>
          {children}
        </OpenMenu>
      )}
    </>
  );
}

function AssignItems({ view }: { view: ConversationView }) {
  const words = useWords();
  const { agent: me } = useMe();
  const { assign } = useConversationActions();
  const { data } = useQuery(agentsQuery);
  // Nobody waits for somebody who left, or who was not here for months.
  const colleagues = data?.items.filter(({ id, presence }) => id !== me.id && presence === 'present') ?? [];
  const give = (id: string | null, name: string) => {
    void assign(view.prospectId, id);
    say(words.actions.assignedToast(name));
  };
  return (
    <>
      <MenuItem isChosen={view.assignee === me.id} act={() => give(me.id, me.name)}>
        {words.actions.assignMe}
      </MenuItem>
      {colleagues.map(({ id, name }) => (
        <MenuItem key={id} isChosen={view.assignee === id} act={() => give(id, name)}>
          {name}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem
        isChosen={view.assignee === undefined}
        act={() => give(null, THREAD_TEXTS[words.language].events.nobody)}
      >
        {words.actions.nobody}
      </MenuItem>
    </>
  );
}

function SnoozeItems({ view }: { view: ConversationView }) {
  const words = useWords();
  const now = useNow();
  const nameOf = useDisplayName();
  const { snooze, unsnooze } = useConversationActions();
  const put = ({ until }: SnoozeChoice) => {
    void snooze(view.prospectId, until);
    say(words.actions.snoozedToast(nameOf(view), words.formats.instant(until.toISOString())));
  };
  return (
    <>
      <MenuLabel>{words.actions.snooze}</MenuLabel>
      {snoozeChoices(new Date(now)).map((choice) => (
        <MenuItem key={choice.name} act={() => put(choice)}>
          {THREAD_TEXTS[words.language].snoozeFor[choice.name]} ·{' '}
          {words.formats.instant(choice.until.toISOString())}
        </MenuItem>
      ))}
      {view.snoozedUntil !== undefined && (
        <>
          <MenuSeparator />
          <MenuItem act={() => void unsnooze(view.prospectId)}>{words.actions.unsnooze}</MenuItem>
        </>
      )}
    </>
  );
}

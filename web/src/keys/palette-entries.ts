import { useLocation } from 'wouter';
import { type SearchHit, VIEWS } from '../api/types.ts';
import { cursorNow } from '../inbox/cursor.ts';
import { useWords } from '../texts/texts.tsx';
import type { IconName } from '../ui/icon.tsx';
import { type Command, command } from './commands.ts';

export interface Entry {
  key: string;
  icon: IconName;
  label: string;
  /** The key that does the same. */
  pressed?: string;
  run: () => void;
}

const COMMANDS: readonly [Command, IconName, string][] = [
  ['reply', 'send', 'r'],
  ['note', 'note', 'n'],
  ['template', 'templates', 'm'],
  ['snooze', 'clock', 'z'],
  ['assign', 'person', 'a'],
  ['label', 'label', 'l'],
  ['channel', 'sms', 'c'],
];

/** What the palette offers, and how a person that was found is opened. */
export function usePaletteEntries(showKeys: () => void): {
  commands: Entry[];
  person: (hit: SearchHit) => Entry;
} {
  const words = useWords();
  const [, go] = useLocation();
  const open = (person: string) => go(`/inbox?person=${encodeURIComponent(person)}`);
  const place = (to: string, icon: IconName, label: string, pressed?: string): Entry => ({
    key: to,
    icon,
    label,
    run: () => go(to),
    ...(pressed !== undefined && { pressed }),
  });
  const acting = COMMANDS.map(([what, icon, pressed]) => ({
    key: what,
    icon,
    label: words.keys[what],
    pressed,
    run: () => {
      const shown = new URLSearchParams(location.search).get('person');
      const person = cursorNow() ?? shown;
      if (person === null) return;
      const isOpening = location.pathname !== '/inbox' || person !== shown;
      command(what, { label: words.keys[what], isOpening });
      open(person);
    },
  }));
  const commands = [
    ...VIEWS.map((view) => place(`/inbox?view=${view}`, 'inbox', words.views[view])),
    ...(cursorNow() === undefined ? [] : acting),
    place('/prospects', 'prospects', words.nav.prospects),
    place('/broadcasts', 'broadcasts', words.nav.broadcasts, 'g b'),
    place('/journeys', 'journeys', words.nav.journeys, 'g p'),
    place('/agenda', 'calendar', words.nav.agenda, 'g v'),
    place('/templates', 'templates', words.nav.templates),
    place('/statistics', 'statistics', words.nav.statistics, 'g s'),
    place('/settings', 'settings', words.nav.settings),
    { key: 'keys', icon: 'help' as const, label: words.nav.help, pressed: '?', run: showKeys },
  ];
  return {
    commands,
    person: ({ prospectId, name }) => ({
      key: `person ${prospectId}`,
      icon: 'person',
      label: name ?? prospectId,
      run: () => open(prospectId),
    }),
  };
}

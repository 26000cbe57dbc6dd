import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { searchQuery } from '../inbox/queries.ts';
import { useWords } from '../texts/texts.tsx';
import { OpenDialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { type Entry, usePaletteEntries } from './palette-entries.ts';
import styles from './palette.module.css';

interface Props {
  close: () => void;
  showKeys: () => void;
}

const PEOPLE = 6;

/** Finds a person, a place or something to do, by a few letters. */
export default function Palette({ close, showKeys }: Props) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const entries = useMatches(typed.trim(), showKeys);
  const active = Math.min(at, entries.length - 1);
  const id = useId();
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((active + step + entries.length) % Math.max(1, entries.length));
    else if (event.key === 'Enter') run(entries[active]);
    else return;
    event.preventDefault();
  };
  return (
    <OpenDialog title={words.keys.palette} shape="top" quietTitle close={close}>
      <div className={styles['field']}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
          aria-label={words.keys.palette}
          placeholder={words.keys.palettePlaceholder}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <Options id={id} entries={entries} active={active} run={run} point={setAt} />
      {entries.length === 0 && <p className={styles['nothing']}>{words.keys.nothing}</p>}
    </OpenDialog>
  );
}

interface OptionsProps {
  id: string;
  entries: readonly Entry[];
  active: number;
  run: (entry: Entry) => void;
  point: (index: number) => void;
}

function Options({ id, entries, active, run, point }: OptionsProps) {
  const words = useWords();
  return (
    <ul id={id} className={styles['entries']} role="listbox" aria-label={words.keys.palette}>
      {entries.map((entry, index) => (
        <li
          key={entry.key}
          id={`${id}-${index}`}
          className={styles['entry']}
          role="option"
          aria-selected={index === active}
          ref={(element) => {
            if (index === active) element?.scrollIntoView({ block: 'nearest' });
          }}
          onClick={() => run(entry)}
          onMouseMove={() => point(index)}
        >
          <Icon name={entry.icon} size={18} />
          <span className={styles['label']}>{entry.label}</span>
          {entry.pressed !== undefined && <kbd className={styles['key']}>{entry.pressed}</kbd>}
        </li>
      ))}
    </ul>
  );
}

/** People by what the API finds, commands by their words. */
function useMatches(typed: string, showKeys: () => void): Entry[] {
  const { commands, person } = usePaletteEntries(showKeys);
  const { data } = useQuery({ ...searchQuery(typed), placeholderData: keepPreviousData });
  const people = typed.length > 1 ? (data?.items ?? []).filter(({ match }) => match.kind !== 'text') : [];
  const plain = simplified(typed);
  return [
    ...commands.filter(({ label }) => simplified(label).includes(plain)),
    ...people.slice(0, PEOPLE).map(person),
  ];
}

/** Without accents and capitals. */
function simplified(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}

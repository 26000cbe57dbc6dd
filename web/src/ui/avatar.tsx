import type { Channel } from '../api/types.ts';
import styles from './avatar.module.css';
import controls from './controls.module.css';
import { Icon } from './icon.tsx';

const TONES = 6;

/** Initials on a ground that is the same for the same name; decoration beside the name itself. */
export function Avatar({
  name,
  size,
  channel,
}: {
  name: string | undefined;
  size: number;
  channel?: Channel;
}) {
  return (
    <span className={styles['avatar']} data-size={size} data-tone={toneOf(name ?? '')} aria-hidden="true">
      {name === undefined || /^[+\d]/.test(name) ? <Icon name="person" size={size / 2} /> : initialsOf(name)}
      {channel !== undefined && (
        <span className={`${styles['channel']} ${controls[channel]}`}>
          <Icon name={channel} size={12} />
        </span>
      )}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{Lu}/u.test(word));
  const first = words[0]?.[0] ?? name[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return `${first}${last}`.toUpperCase();
}

function toneOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % TONES;
}

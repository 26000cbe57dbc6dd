import { DAY, HOUR, MINUTE, SECOND } from '../domain/instant.ts';

/** Milliseconds, whole seconds of them, as an ISO 8601 duration: `PT6H`, `-P1D`, `PT0S`. */
export function durationText(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  let left = Math.abs(ms);
  const take = (unit: number, letter: string): string => {
    const count = Math.floor(left / unit);
    left -= count * unit;
    return count === 0 ? '' : `${count}${letter}`;
  };
  const days = take(DAY, 'D');
  const time = take(HOUR, 'H') + take(MINUTE, 'M') + take(SECOND, 'S');
  if (days === '' && time === '') return 'PT0S';
  return `${sign}P${days}${time === '' ? '' : `T${time}`}`;
}

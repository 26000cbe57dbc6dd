import type { ThreadEntry } from '../../api/types.ts';
import type { Outgoing } from '../../offline/outbox.ts';
import { isSameDay } from '../../texts/formats.ts';

export type ThreadRow =
  | { kind: 'start'; key: string; more: boolean }
  | { kind: 'day'; key: string; at: string }
  | { kind: 'entry'; key: string; entry: ThreadEntry }
  | { kind: 'outgoing'; key: string; message: Outgoing };

/**
 * The thread from its oldest row to its newest: a row for each new day, the entries, and what has not left yet.
 * `newestFirst`: as the API lists them. `more`: older ones are still to be fetched.
 */
export function threadRows(
  newestFirst: readonly ThreadEntry[],
  outgoing: readonly Outgoing[],
  more: boolean,
): ThreadRow[] {
  const rows: ThreadRow[] = [{ kind: 'start', key: 'start', more }];
  let before: Date | undefined;
  for (const entry of newestFirst.toReversed()) {
    const at = new Date(entry.at);
    if (before === undefined || !isSameDay(before, at)) {
      rows.push({ kind: 'day', key: `day ${at.toDateString()}`, at: entry.at });
    }
    before = at;
    rows.push({ kind: 'entry', key: entry.id, entry });
  }
  for (const message of outgoing) rows.push({ kind: 'outgoing', key: message.key, message });
  return rows;
}

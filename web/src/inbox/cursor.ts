import { useSyncExternalStore } from 'react';

/** The row that the keys act on: not opened by being passed over, so that `j` does not mark anything as read. */
let cursor: string | undefined;
/** Whether it was a key that moved it: then the focus goes along. */
let isMovedByKey = false;
let rows: readonly string[] = [];
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

export function setCursor(person: string | undefined, by: 'key' | 'opening' = 'opening'): void {
  if (person === cursor) return;
  cursor = person;
  isMovedByKey = by === 'key';
  tell();
}

export function takesFocus(): boolean {
  return isMovedByKey;
}

export function cursorNow(): string | undefined {
  return cursor;
}

/** What the list shows, in its order. */
export function setRows(shown: readonly string[]): void {
  rows = shown;
}

/** The person `steps` rows further down; the first one where the cursor is nowhere. */
export function neighbour(steps: number): string | undefined {
  const at = cursor === undefined ? -1 : rows.indexOf(cursor);
  if (at === -1) return rows[0];
  return rows[Math.min(Math.max(at + steps, 0), rows.length - 1)];
}

/** Whom to go on with once this row is gone: the one below, else the one above. */
export function nextAfter(person: string): string | undefined {
  const at = rows.indexOf(person);
  return rows[at + 1] ?? rows[at - 1];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the cursor is on this row: only the rows that it leaves and enters are drawn again. */
export function useIsCursor(person: string): boolean {
  return useSyncExternalStore(subscribe, () => cursor === person);
}

export function useCursor(): string | undefined {
  return useSyncExternalStore(subscribe, () => cursor);
}

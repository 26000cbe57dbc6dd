import type { ConversationView } from '../api/types.ts';

/** As long as a reply can be taken back. */
const UNDO_FOR = 5_000;

interface Pending {
  /** When the person was last heard of: if they write meanwhile, they wait again. */
  lastAt: string;
  timer: ReturnType<typeof setTimeout>;
  finish: () => void;
}

const pending = new Map<string, Pending>();

/** « Traité » that the API has not been told yet: it can be undone until then. At once when the page goes. */
export function finishLater({ prospectId, lastAt }: ConversationView, finish: () => void): void {
  finishNow(prospectId);
  const timer = setTimeout(() => finishNow(prospectId), UNDO_FOR);
  pending.set(prospectId, { lastAt, timer, finish });
}

/** False when it was too late. */
export function undoDone(prospectId: string): boolean {
  const found = pending.get(prospectId);
  clearTimeout(found?.timer);
  return pending.delete(prospectId);
}

function finishNow(prospectId: string): void {
  const found = pending.get(prospectId);
  if (found === undefined) return;
  clearTimeout(found.timer);
  pending.delete(prospectId);
  found.finish();
}

/** What the API still says of somebody who is about to be done. */
export function asDone<View extends ConversationView>(view: View): View {
  if (pending.get(view.prospectId)?.lastAt !== view.lastAt) return view;
  const { waitingSince: _since, snoozedUntil: _until, ...rest } = view;
  return { ...rest, unread: 0 } as unknown as View;
}

/** Nobody comes back to a page that is hidden on a phone: what was decided is told. */
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') for (const id of pending.keys()) finishNow(id);
});

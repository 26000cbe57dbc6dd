import { type Attempt, hasResult, statusOf } from '../domain/attempt.ts';
import type { PackedRecipient } from '../domain/broadcast.ts';
import type { Slot } from '../domain/message-record.ts';
import { noPackCounts, type PackCounts } from '../domain/pack-run.ts';
import type { PackRef } from '../ports/pack-store.ts';

/** The people of a pack, by whose their slots are. */
export interface SortedPack {
  /** Nobody took the slot. */
  free: PackedRecipient[];
  /** The pack's, and nothing is known of what became of it. */
  open: { recipient: PackedRecipient; attempt: Attempt }[];
  /** The pack's, with a result. */
  settled: { recipient: PackedRecipient; attempt: Attempt }[];
  /** Somebody else saw to them. */
  elsewhere: PackedRecipient[];
}

/** Another pack of the same broadcast has some of the same people: they are in none of the lists. */
export function sortPack(
  ref: PackRef,
  recipients: readonly PackedRecipient[],
  slots: ReadonlyMap<string, Slot>,
): SortedPack {
  const sorted: SortedPack = { free: [], open: [], settled: [], elsewhere: [] };
  for (const recipient of recipients) {
    const slot = slots.get(recipient.messageId);
    if (slot === undefined) sorted.free.push(recipient);
    else if (slot.kind === 'ending' || slot.pack === undefined) sorted.elsewhere.push(recipient);
    else if (isOf(ref, slot)) sorted[hasResult(slot) ? 'settled' : 'open'].push({ recipient, attempt: slot });
  }
  return sorted;
}

export function isOf({ broadcastId, pack }: PackRef, slot: Slot): boolean {
  return slot.kind === 'attempt' && slot.pack === pack && slot.broadcastId === broadcastId;
}

/** What became of attempts that have a result. */
export function countsOf(attempts: readonly Attempt[]): PackCounts {
  const counts = noPackCounts();
  for (const attempt of attempts) {
    const status = statusOf(attempt);
    if (status === 'rejected') counts.rejected += 1;
    else if (status === 'uncertain' || status === 'abandoned') counts.uncertain += 1;
    else counts.accepted += 1;
  }
  return counts;
}

import { type Attempt, type AttemptStatus, rankOf } from './attempt.ts';
import type { Channel } from './channel.ts';
import type { Instant } from './instant.ts';
import { type MessageRecord, shownAs } from './message-record.ts';

/** One thing that happened to a message. */
export interface TimelineEntry {
  status: string;
  at: Instant;
  channel?: Channel;
}

/** A receipt can overtake the answer that never came: then nothing was uncertain any more. */
function wasKnownBefore({ events }: Attempt, at: Instant): boolean {
  return Object.entries(events).some(
    ([status, event]) => rankOf(status as AttemptStatus) > rankOf('abandoned') && event.at <= at,
  );
}

/** Everything that happened, oldest first; reports of the same instant in the order of their rank. */
export function timelineOf(record: MessageRecord): TimelineEntry[] {
  const entries: (TimelineEntry & { rank: number })[] = [];
  const { message, deferral, slots } = record;
  if (deferral !== undefined) entries.push({ status: 'deferred', at: deferral.at, rank: -1 });
  for (const slot of slots) {
    if (slot.kind === 'ending') {
      entries.push({ status: slot.reason, at: slot.at, rank: Number.POSITIVE_INFINITY });
      continue;
    }
    const { channel } = slot;
    entries.push({ status: 'sending', at: slot.claim.at, channel, rank: slot.number * 100 });
    for (const [status, event] of Object.entries(slot.events) as [AttemptStatus, { at: Instant }][]) {
      if (status === 'abandoned' || (status === 'uncertain' && wasKnownBefore(slot, event.at))) continue;
      entries.push({
        status: shownAs(status),
        at: event.at,
        channel,
        rank: slot.number * 100 + rankOf(status),
      });
    }
  }
  entries.sort((a, b) => a.at - b.at || a.rank - b.rank);
  const first: TimelineEntry = { status: 'accepted', at: message.createdAt };
  return [first, ...entries.map(({ rank: _rank, ...entry }) => entry)];
}

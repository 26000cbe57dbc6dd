import type { Conversation } from './conversation.ts';

/** One conversation of two that turned out to be one person's: what is newer shows, what waits longer counts. */
export function together(
  shown: Conversation | undefined,
  other: Conversation,
  prospectId: string,
): Conversation {
  if (shown === undefined) {
    const { mergedInto: _own, ...rest } = other;
    return { ...rest, prospectId };
  }
  const [latest, earlier] = shown.lastAt >= other.lastAt ? [shown, other] : [other, shown];
  const waiting = [shown.waitingSince, other.waitingSince].filter((at) => at !== undefined);
  const failed = [shown.failedAt, other.failedAt].filter((at) => at !== undefined);
  const lost = [...(earlier.lost ?? []), ...(latest.lost ?? [])].slice(-20);
  const { lastInboundId, lastReply } = latest;
  return {
    ...earlier,
    ...shown,
    prospectId,
    channel: latest.channel,
    lastAt: latest.lastAt,
    preview: latest.preview,
    unread: shown.unread + other.unread,
    labels: [...new Set([...shown.labels, ...other.labels])],
    counted: [...earlier.counted, ...latest.counted].slice(-20),
    ...(waiting.length > 0 && { waitingSince: Math.min(...waiting) }),
    ...(failed.length > 0 && { failedAt: Math.max(...failed) }),
    ...(lost.length > 0 && { lost }),
    ...(lastInboundId !== undefined && { lastInboundId }),
    ...(lastReply !== undefined && { lastReply }),
  };
}

/** What is left to the one that showed both: its own unread and waiting as far as they were its own. */
export function apart(shown: Conversation, other: Conversation): Conversation {
  const own = shown.counted.filter((id) => !other.counted.includes(id));
  return { ...shown, unread: Math.min(shown.unread, own.length), counted: own };
}

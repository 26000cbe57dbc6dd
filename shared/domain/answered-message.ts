import { type Attempt, hasArrived, hasFailed, rankOf, statusOf } from './attempt.ts';
import type { Channel } from './channel.ts';
import { DAY, type Instant } from './instant.ts';
import { attemptsOf, type MessageRecord } from './message-record.ts';

/** For so long a message is what a person answers who does not say what they answer. */
const ANSWERED_WITHIN = 7 * DAY;

/**
 * The message that a person answers at `at` without saying which: the last one sent to them on that channel within
 * seven days; where there is none, the last one on another channel that is known to have arrived. A provider took it
 * and did not report that it failed. What we answer by ourselves, as to AIDE, asks for nothing and is passed over.
 * @param recent the last messages of the person, in any order.
 */
export function lastSentTo(
  recent: readonly MessageRecord[],
  channel: Channel,
  at: Instant,
): MessageRecord | undefined {
  const sent = recent
    .filter(({ message }) => message.automatic === undefined)
    .flatMap((record) => attemptsOf(record).map((attempt) => ({ record, attempt })))
    .filter(({ attempt }) => isSentBefore(attempt, at))
    .sort((a, b) => a.attempt.claim.at - b.attempt.claim.at);
  const onChannel = sent.findLast(({ attempt }) => attempt.channel === channel);
  return (onChannel ?? sent.findLast(({ attempt }) => hasArrived(attempt)))?.record;
}

function isSentBefore(attempt: Attempt, at: Instant): boolean {
  const { claim } = attempt;
  const isSent = rankOf(statusOf(attempt)) >= rankOf('sent') && !hasFailed(attempt);
  return isSent && claim.at <= at && at < claim.at + ANSWERED_WITHIN;
}

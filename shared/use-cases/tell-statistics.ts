import type { Attempt } from '../domain/attempt.ts';
import type { AttemptRef } from '../domain/commands.ts';
import { progressOf } from '../domain/statistics.ts';
import type { StatisticsQueue } from '../ports/statistics-queue.ts';

/**
 * Has everything counted that is known of an attempt so far. Harmless any number of times: what was counted is known
 * again, and what an earlier run died before telling is told by the next.
 */
export async function tellStatistics(
  { statistics }: { statistics: StatisticsQueue },
  { tenantId, messageId }: Pick<AttemptRef, 'tenantId' | 'messageId'>,
  attempt: Attempt,
): Promise<void> {
  const progress = progressOf(tenantId, messageId, attempt);
  if (progress !== undefined) await statistics.send(progress);
}

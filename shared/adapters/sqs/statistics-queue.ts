import type { AttemptProgress } from '../../domain/statistics.ts';
import type { StatisticsQueue } from '../../ports/statistics-queue.ts';
import { type Companions, microBatch } from '../micro-batch.ts';
import type { SqsQueue } from './queue.ts';

const VERSION = 1;
/** As many attempts as a function works on at once. */
const PACKED = 10;

/** What a batch of records has to tell travels as one message: that is paid once, when it is received and deleted too. */
export function sqsStatisticsQueue(queue: SqsQueue, companions: Companions): StatisticsQueue {
  const pack = microBatch<AttemptProgress>({ entries: PACKED, companions }, async (attempts) => {
    await queue.send({ v: VERSION, attempts });
    return attempts.map(() => undefined);
  });
  return { send: pack, sendAll: (attempts) => queue.send({ v: VERSION, attempts }) };
}

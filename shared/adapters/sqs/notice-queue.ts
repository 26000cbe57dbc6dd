import type { NoticeQueue } from '../../ports/notice-queue.ts';
import type { SqsQueue } from './queue.ts';

const VERSION = 1;

export function sqsNoticeQueue(queue: SqsQueue): NoticeQueue {
  return { send: (notice) => queue.send({ v: VERSION, ...notice }) };
}

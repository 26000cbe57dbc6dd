import type { Notice } from '../../../shared/domain/notice.ts';
import type { NoticeQueue } from '../../../shared/ports/notice-queue.ts';

/** Of whom agents were to be told, oldest first. */
export class MemoryNotices implements NoticeQueue {
  readonly sent: Notice[] = [];

  async send(notice: Notice): Promise<void> {
    this.sent.push(notice);
  }
}

import type { Notice } from '../domain/notice.ts';

/** Where it is handed over that agents' devices should ring. */
export interface NoticeQueue {
  /** Resolves once it is safe. @throws when it is not; what is told twice rings once. */
  send(notice: Notice): Promise<void>;
}

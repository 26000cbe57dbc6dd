import type { Channel } from '../domain/channel.ts';
import type { InboundFile } from '../domain/thread.ts';
import type { AttachmentStore } from '../ports/attachment-store.ts';
import type { FetchedFile, InboundContent } from '../ports/inbound-content.ts';
import type { NoticeQueue } from '../ports/notice-queue.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import type { ReportPorts } from './report-outcome.ts';

/** What recording a person's message needs. */
export interface InboundPorts extends ReportPorts {
  tenants: TenantStore;
  notices: NoticeQueue;
  attachments: Pick<AttachmentStore, 'put'>;
  /** Reads what a webhook does not carry itself. */
  inboundContent: (channel: Channel) => InboundContent;
}

/** Keeps the files of a message, under names that are the same when it is recorded again. */
export async function keepFiles(
  { attachments }: InboundPorts,
  tenantId: string,
  messageId: string,
  files: readonly FetchedFile[],
): Promise<readonly InboundFile[]> {
  return Promise.all(
    files.map(async ({ filename, contentType, content }, index) => {
      if (content === undefined) return { filename, contentType };
      const key = `attachments/${tenantId}/${messageId}/${index}/${encodeURIComponent(filename)}`;
      await attachments.put(key, content, contentType);
      return { filename, contentType, key };
    }),
  );
}

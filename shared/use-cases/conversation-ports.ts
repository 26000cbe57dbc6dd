import type { AttachmentStore } from '../ports/attachment-store.ts';
import type { ReplyPorts } from './reply.ts';
import type { TendPorts } from './tend-conversation.ts';

/** What the inbox needs. */
export interface ConversationPorts extends Omit<ReplyPorts, 'attachments'>, TendPorts {
  attachments: Pick<AttachmentStore, 'put' | 'temporaryUrl'>;
}

import type { NumberedConversation } from '../domain/conversation.ts';

/** The inboxes that are open on agents' screens. */
export interface InboxScreens {
  /** Neither throws, and what is lost is lost: screens find out by themselves (`GET /v1/sync`). */
  show(tenantId: string, changed: NumberedConversation): Promise<void>;
  /** A conversation is gone, by the change of this number. */
  remove(tenantId: string, prospectId: string, seq: number): Promise<void>;
}

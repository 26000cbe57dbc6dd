import type { NumberedConversation } from '../../../shared/domain/conversation.ts';
import type { InboxScreens } from '../../../shared/ports/inbox-screens.ts';

/** What open inboxes were shown, oldest first. */
export class MemoryInboxScreens implements InboxScreens {
  readonly removed: { tenantId: string; prospectId: string }[] = [];
  readonly shown: { tenantId: string; changed: NumberedConversation }[] = [];

  async show(tenantId: string, changed: NumberedConversation): Promise<void> {
    this.shown.push({ tenantId, changed: structuredClone(changed) });
  }

  async remove(tenantId: string, prospectId: string): Promise<void> {
    this.removed.push({ tenantId, prospectId });
  }
}

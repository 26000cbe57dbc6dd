import { changeView } from '../../contracts/http/conversation-view.ts';
import type { NumberedConversation } from '../../domain/conversation.ts';
import type { InboxScreens } from '../../ports/inbox-screens.ts';
import type { LiveEvents } from '../../ports/live-events.ts';

/** Screens that follow the live events of their tenant: `{seq, conversation}`, the conversation as lists show it. */
export class LiveScreens implements InboxScreens {
  readonly #live: LiveEvents;

  constructor(live: LiveEvents) {
    this.#live = live;
  }

  async show(tenantId: string, changed: NumberedConversation): Promise<void> {
    const { prospectId, seq } = changed;
    const conversation = changeView({ prospectId, seq, conversation: changed });
    await this.#live.publish(tenantId, 'conversations', { seq, conversation });
  }

  async remove(tenantId: string, prospectId: string, seq: number): Promise<void> {
    const conversation = changeView({ prospectId, seq });
    await this.#live.publish(tenantId, 'conversations', { seq, conversation });
  }
}

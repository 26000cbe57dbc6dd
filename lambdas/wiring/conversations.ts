import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';
import { followUps } from './follow-ups.ts';
import { screens } from './screens.ts';
import { submitPorts } from './submission.ts';
import { attachments } from './provider-needs.ts';
import { tenantStore } from './stores.ts';

export function conversationPorts(): ConversationPorts {
  return {
    ...submitPorts(),
    tenants: tenantStore(),
    screens: screens(),
    followUps: followUps(),
    attachments: attachments(),
  };
}

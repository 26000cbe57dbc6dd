import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';
import { followUps } from './follow-ups.ts';
import { screens } from './screens.ts';
import { submitPorts } from './submission.ts';
import { attachments } from './provider-needs.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

export function conversationPorts(): ConversationPorts {
  return {
    ...submitPorts(tenantScopes()),
    tenants: tenantStore(),
    screens: screens(),
    followUps: followUps(),
    attachments: attachments(),
  };
}

import { inboxScopes } from '../../shared/adapters/dynamodb/inbox-scopes.ts';
import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';
import { retentionDays, table } from './common.ts';
import { followUps } from './follow-ups.ts';
import { screens } from './screens.ts';
import { submitPorts } from './submission.ts';
import { attachments } from './provider-needs.ts';
import { tenantStore } from './tenants.ts';

export function conversationPorts(): ConversationPorts {
  return {
    ...submitPorts(inboxScopes(table(), retentionDays())),
    tenants: tenantStore(),
    screens: screens(),
    followUps: followUps(),
    attachments: attachments(),
  };
}

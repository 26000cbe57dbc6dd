import type { TenantScope } from '../../ports/tenant-scope.ts';
import { DynamoBroadcastStore } from './broadcast-store.ts';
import { DynamoChannelHealth } from './channel-health.ts';
import { DynamoConversationStore } from './conversation-store.ts';
import { DynamoIdempotencyStore } from './idempotency-store.ts';
import { DynamoMessageStore } from './message-store.ts';
import { perTenant } from './per-tenant.ts';
import { DynamoPropertyStore } from './property-store.ts';
import { DynamoProspectStore } from './prospect-store.ts';
import { DynamoSpending } from './spending.ts';
import type { Table } from './table.ts';
import { DynamoTemplateStore } from './template-store.ts';

/** What is reached of a tenant to accept a message, or to say how it would be routed. */
type AcceptanceScope = Pick<
  TenantScope,
  | 'messages'
  | 'prospects'
  | 'properties'
  | 'conversations'
  | 'templates'
  | 'idempotency'
  | 'health'
  | 'spending'
>;

/** A client waits for these functions to start: they hold no store that they do not use. */
export function acceptanceScopes(table: Table, retentionDays: number): (tenantId: string) => AcceptanceScope {
  return perTenant((tenantId) => {
    const broadcasts = new DynamoBroadcastStore(table, tenantId, retentionDays);
    return {
      messages: new DynamoMessageStore(table, tenantId, retentionDays, broadcasts),
      prospects: new DynamoProspectStore(table, tenantId),
      properties: new DynamoPropertyStore(table, tenantId),
      conversations: new DynamoConversationStore(table, tenantId, retentionDays),
      templates: new DynamoTemplateStore(table, tenantId),
      idempotency: new DynamoIdempotencyStore(table, tenantId),
      health: new DynamoChannelHealth(table, tenantId),
      spending: new DynamoSpending(table, tenantId),
    };
  });
}

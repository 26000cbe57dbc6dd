import type { Channel } from '../../domain/channel.ts';
import type { TenantScope, TenantScopes } from '../../ports/tenant-scope.ts';
import { DynamoAgentDirectory } from './agent-directory.ts';
import { DynamoApiKeyStore } from './api-key-store.ts';
import { DynamoAppointmentStore } from './appointment-store.ts';
import { DynamoAudienceStore } from './audience-store.ts';
import { DynamoBroadcastPlans } from './broadcast-plans.ts';
import { DynamoBroadcastStore } from './broadcast-store.ts';
import { DynamoChannelHealth } from './channel-health.ts';
import { DynamoConversationStore } from './conversation-store.ts';
import { DynamoDeviceStore } from './device-store.ts';
import { DynamoEnrolmentStore } from './enrolment-store.ts';
import { DynamoIdempotencyStore } from './idempotency-store.ts';
import { DynamoJourneyStore } from './journey-store.ts';
import { DynamoMessageStore } from './message-store.ts';
import { DynamoPeople } from './people.ts';
import { perTenant } from './per-tenant.ts';
import { DynamoPropertyStore } from './property-store.ts';
import { DynamoProspectStore } from './prospect-store.ts';
import { DynamoSavedReplies } from './saved-replies.ts';
import { DynamoSearchIndex } from './search-index.ts';
import { DynamoSpending } from './spending.ts';
import { DynamoSegmentStore } from './segment-store.ts';
import { DynamoSettingsStore } from './settings-store.ts';
import { DynamoTemplateStore } from './template-store.ts';
import { DynamoThreadStore } from './thread-store.ts';
import type { Table } from './table.ts';

export type ProviderDown = (channel: Channel) => void;

type Elsewhere = 'packs' | 'statistics' | 'intakes';

/** What the inbox may reach of a tenant. `onProviderDown` is called when a circuit opens. */
export function inboxStores(
  table: Table,
  tenantId: string,
  retentionDays: number,
  onProviderDown?: ProviderDown,
): Omit<TenantScope, Elsewhere> {
  const broadcasts = new DynamoBroadcastStore(table, tenantId, retentionDays);
  return {
    messages: new DynamoMessageStore(table, tenantId, retentionDays, broadcasts),
    prospects: new DynamoProspectStore(table, tenantId),
    people: new DynamoPeople(table, tenantId),
    segments: new DynamoSegmentStore(table, tenantId),
    properties: new DynamoPropertyStore(table, tenantId),
    audiences: new DynamoAudienceStore(table, tenantId, retentionDays),
    broadcastPlans: new DynamoBroadcastPlans(table, tenantId, retentionDays),
    broadcasts,
    conversations: new DynamoConversationStore(table, tenantId, retentionDays),
    threads: new DynamoThreadStore(table, tenantId, retentionDays),
    search: new DynamoSearchIndex(table, tenantId, retentionDays),
    savedReplies: new DynamoSavedReplies(table, tenantId),
    templates: new DynamoTemplateStore(table, tenantId),
    agents: new DynamoAgentDirectory(table, tenantId),
    devices: new DynamoDeviceStore(table, tenantId),
    idempotency: new DynamoIdempotencyStore(table, tenantId),
    health: new DynamoChannelHealth(table, tenantId, onProviderDown),
    spending: new DynamoSpending(table, tenantId),
    settings: new DynamoSettingsStore(table, tenantId),
    apiKeys: new DynamoApiKeyStore(table, tenantId),
    journeys: new DynamoJourneyStore(table, tenantId),
    enrolments: new DynamoEnrolmentStore(table, tenantId, retentionDays),
    appointments: new DynamoAppointmentStore(table, tenantId, retentionDays),
  };
}

/** The same as a scope, for a function whose users wait for it to start: it holds no store that the inbox has no use for. */
export function inboxScopes(table: Table, retentionDays: number): TenantScopes {
  return perTenant((tenantId) => ({
    ...inboxStores(table, tenantId, retentionDays),
    get packs(): never {
      return notHeld('packs');
    },
    get statistics(): never {
      return notHeld('statistics');
    },
    get intakes(): never {
      return notHeld('intakes');
    },
  }));
}

function notHeld(store: Elsewhere): never {
  throw new Error(`The inbox holds no store of ${store}`);
}

import type { AgentDirectory } from './agent-directory.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import type { AppointmentStore } from './appointment-store.ts';
import type { AudienceStore } from './audience-store.ts';
import type { BroadcastPlans } from './broadcast-plans.ts';
import type { BroadcastStore } from './broadcast-store.ts';
import type { ChannelHealth } from './channel-health.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { DeviceStore } from './device-store.ts';
import type { EnrolmentStore } from './enrolment-store.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { IntakeStore } from './intake-store.ts';
import type { JourneyStore } from './journey-store.ts';
import type { MessageStore } from './message-store.ts';
import type { PackStore } from './pack-store.ts';
import type { People } from './people.ts';
import type { PropertyStore } from './property-store.ts';
import type { ProspectStore } from './prospect-store.ts';
import type { SavedReplies } from './saved-replies.ts';
import type { SearchIndex } from './search-index.ts';
import type { Spending } from './spending.ts';
import type { SegmentStore } from './segment-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { StatisticsStore } from './statistics-store.ts';
import type { TemplateStore } from './template-store.ts';
import type { ThreadStore } from './thread-store.ts';

/** All that can be reached of one tenant. A scope is made for a tenant and cannot name another. */
export interface TenantScope {
  messages: MessageStore;
  prospects: ProspectStore;
  people: People;
  segments: SegmentStore;
  properties: PropertyStore;
  audiences: AudienceStore;
  broadcastPlans: BroadcastPlans;
  broadcasts: BroadcastStore;
  packs: PackStore;
  conversations: ConversationStore;
  threads: ThreadStore;
  savedReplies: SavedReplies;
  search: SearchIndex;
  templates: TemplateStore;
  agents: AgentDirectory;
  devices: DeviceStore;
  idempotency: IdempotencyStore;
  health: ChannelHealth;
  spending: Spending;
  statistics: StatisticsStore;
  settings: SettingsStore;
  apiKeys: ApiKeyStore;
  journeys: JourneyStore;
  enrolments: EnrolmentStore;
  intakes: IntakeStore;
  appointments: AppointmentStore;
}

/** Makes the scope of a tenant that a credential or one of our own queues named. Costs nothing until used. */
export type TenantScopes = (tenantId: string) => TenantScope;

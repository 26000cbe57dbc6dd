import type { AgentDirectory } from './agent-directory.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import type { ChannelHealth } from './channel-health.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { DeviceStore } from './device-store.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { MessageStore } from './message-store.ts';
import type { ProspectStore } from './prospect-store.ts';
import type { SavedReplies } from './saved-replies.ts';
import type { SearchIndex } from './search-index.ts';
import type { Spending } from './spending.ts';
import type { SettingsStore } from './settings-store.ts';
import type { StatisticsStore } from './statistics-store.ts';
import type { TemplateStore } from './template-store.ts';
import type { ThreadStore } from './thread-store.ts';

/** All that can be reached of one tenant. A scope is made for a tenant and cannot name another. */
export interface TenantScope {
  messages: MessageStore;
  prospects: ProspectStore;
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
}

/** Makes the scope of a tenant that a credential or one of our own queues named. Costs nothing until used. */
export type TenantScopes = (tenantId: string) => TenantScope;

import { type Channel } from '../../../shared/domain/channel.ts';
import { type Instant, MINUTE, toIso } from '../../../shared/domain/instant.ts';
import type { MicroEuros } from '../../../shared/domain/price.ts';
import type { ChannelHealth } from '../../../shared/ports/channel-health.ts';
import type { IdempotencyStore, IdempotentRequest } from '../../../shared/ports/idempotency-store.ts';
import type { Spending } from '../../../shared/ports/spending.ts';
import type { TenantScope, TenantScopes } from '../../../shared/ports/tenant-scope.ts';
import { MemoryDeviceStore } from './device-store.ts';
import { MemoryAgentDirectory } from './agent-directory.ts';
import { MemoryAppointmentStore } from './appointment-store.ts';
import { MemoryAudienceStore, MemoryBroadcastPlans, MemorySegmentStore } from './broadcast-stores.ts';
import { MemoryBroadcastStore } from './broadcast-store.ts';
import { MemoryConversationStore } from './conversation-store.ts';
import { MemoryEnrolmentStore } from './enrolment-store.ts';
import { MemoryIntakeStore } from './intake-store.ts';
import { MemoryJourneyStore } from './journey-store.ts';
import { MemoryMessageStore } from './message-store.ts';
import { MemoryPackStore } from './pack-store.ts';
import { MemoryPeople } from './people.ts';
import { MemoryPropertyStore } from './property-store.ts';
import { MemoryProspectStore } from './prospect-store.ts';
import { MemorySearchIndex } from './search-index.ts';
import { MemorySavedReplies } from './saved-replies.ts';
import { MemoryStatisticsStore } from './statistics-store.ts';
import { MemoryTemplateStore } from './template-store.ts';
import { MemoryTenantStore } from './tenant-store.ts';
import { MemoryThreadStore } from './thread-store.ts';

class MemoryIdempotencyStore implements IdempotencyStore {
  readonly #requests = new Map<string, IdempotentRequest>();

  async claim(key: string, request: IdempotentRequest, now: Instant): Promise<IdempotentRequest | 'claimed'> {
    const held = this.#requests.get(key);
    if (held !== undefined && held.expiresAt > now) return { ...held };
    this.#requests.set(key, { ...request });
    return 'claimed';
  }
}

const OPENS_AFTER = 5;

/** One circuit a channel: open for a minute after five silences in a row. */
class MemoryChannelHealth implements ChannelHealth {
  readonly #silences = new Map<Channel, number>();
  readonly #downUntil: Partial<Record<Channel, Instant>> = {};

  async downUntil(): Promise<Partial<Record<Channel, Instant>>> {
    return { ...this.#downUntil };
  }

  async report(channel: Channel, answered: boolean, now: Instant): Promise<void> {
    const silences = answered ? 0 : (this.#silences.get(channel) ?? 0) + 1;
    this.#silences.set(channel, silences % OPENS_AFTER);
    if (silences === OPENS_AFTER) this.#downUntil[channel] = now + MINUTE;
  }
}

class MemorySpending implements Spending {
  readonly #months = new Map<string, MicroEuros>();

  async inMonthOf(instant: Instant): Promise<MicroEuros> {
    return this.#months.get(toIso(instant).slice(0, 7)) ?? 0;
  }

  async add(instant: Instant, amount: MicroEuros): Promise<void> {
    const month = toIso(instant).slice(0, 7);
    this.#months.set(month, (this.#months.get(month) ?? 0) + amount);
  }
}

export interface MemoryScope extends TenantScope {
  messages: MemoryMessageStore;
  conversations: MemoryConversationStore;
  enrolments: MemoryEnrolmentStore;
}

/** One set of stores a tenant; nothing is shared between two. */
export function memoryScopes(tenants = new MemoryTenantStore()): (tenantId: string) => MemoryScope {
  const scopes = new Map<string, MemoryScope>();
  const scopeOf = (tenantId: string): MemoryScope => {
    const prospects = new MemoryProspectStore();
    const broadcasts = new MemoryBroadcastStore();
    const packs = new MemoryPackStore();
    const scope = scopes.get(tenantId) ?? {
      messages: new MemoryMessageStore(broadcasts, packs),
      prospects,
      people: new MemoryPeople(prospects),
      segments: new MemorySegmentStore(),
      properties: new MemoryPropertyStore(),
      audiences: new MemoryAudienceStore(),
      broadcastPlans: new MemoryBroadcastPlans(),
      broadcasts,
      packs,
      conversations: new MemoryConversationStore(),
      threads: new MemoryThreadStore(),
      search: new MemorySearchIndex(),
      savedReplies: new MemorySavedReplies(),
      templates: new MemoryTemplateStore(),
      agents: new MemoryAgentDirectory(),
      devices: new MemoryDeviceStore(),
      idempotency: new MemoryIdempotencyStore(),
      health: new MemoryChannelHealth(),
      spending: new MemorySpending(),
      statistics: new MemoryStatisticsStore(),
      settings: tenants.settingsOf(tenantId),
      apiKeys: tenants.apiKeysOf(tenantId),
      journeys: new MemoryJourneyStore(),
      enrolments: new MemoryEnrolmentStore(),
      intakes: new MemoryIntakeStore(),
      appointments: new MemoryAppointmentStore(),
    };
    scopes.set(tenantId, scope);
    return scope;
  };
  return scopeOf satisfies TenantScopes;
}

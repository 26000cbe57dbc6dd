import type { AudienceFiles } from '../ports/audience-files.ts';
import type { Clock } from '../ports/clock.ts';
import type { FollowUps } from '../ports/follow-ups.ts';
import type { Ids } from '../ports/ids.ts';
import type { PrepareQueue } from '../ports/plan-queues.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';

/** What the API of broadcasts needs. */
export interface BroadcastPorts {
  clock: Clock;
  ids: Ids;
  scopes: TenantScopes;
  tenants: TenantStore;
  audiences: AudienceFiles;
  prepareQueue: PrepareQueue;
  followUps: FollowUps;
}

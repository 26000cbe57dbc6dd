import type { Channel } from '../domain/channel.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import type { Message } from '../domain/message.ts';
import type { RoutingRequest } from '../domain/routing/situation.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { knownProspect } from './known-prospect.ts';

/** Reads everything that a routing decision depends on. The frequency and the budget only where the tenant set them. */
export async function gatherFacts(
  scope: TenantScope,
  tenant: Tenant,
  original: Message,
  tried: readonly Channel[],
  now: Instant,
): Promise<RoutingRequest> {
  const [{ message, addresses }, downUntil, recentOfType, spentThisMonth] = await Promise.all([
    knownProspect(scope.prospects, original),
    scope.health.downUntil(now),
    countRecent(scope, tenant, original, now),
    tenant.policy.monthlyBudget === undefined ? 0 : scope.spending.inMonthOf(now),
  ]);
  return { message, tenant, addresses, now, tried, downUntil, recentOfType, spentThisMonth };
}

async function countRecent(
  scope: TenantScope,
  tenant: Tenant,
  message: Message,
  now: Instant,
): Promise<number> {
  const cap = tenant.policy.frequencyCaps[message.type];
  if (cap === undefined) return 0;
  // A preview has no id: everything accepted so far comes before it.
  const before = message.id === '' ? undefined : message.id;
  return scope.messages.countSince(message.prospect.id, message.type, now - cap.days * DAY, before);
}

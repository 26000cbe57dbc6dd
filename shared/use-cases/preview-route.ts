import type { Instant } from '../domain/instant.ts';
import type { Message } from '../domain/message.ts';
import type { RoutingDecision } from '../domain/routing/decision.ts';
import { route } from '../domain/routing/route.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { gatherFacts } from './gather-facts.ts';

export interface PreviewPorts {
  scopes: TenantScopes;
  tenants: TenantStore;
}

/** Decides as routing would at `at`; sends and writes nothing. */
export async function previewRoute(
  ports: PreviewPorts,
  tenantId: string,
  draft: Omit<Message, 'id' | 'tenantId' | 'createdAt'>,
  at: Instant,
): Promise<RoutingDecision> {
  const tenant = await ports.tenants.get(tenantId);
  const message: Message = { ...draft, id: '', tenantId, createdAt: at };
  return route(await gatherFacts(ports.scopes(tenantId), { message, tenant, tried: [], now: at }));
}

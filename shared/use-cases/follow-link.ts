import { EXAMPLE_TOKEN, type Link } from '../domain/link.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import type { DomainEvents } from '../ports/domain-events.ts';
import type { Links } from '../ports/links.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';

export interface LinkPorts {
  clock: Clock;
  links: Links;
  tenants: TenantStore;
  scopes: TenantScopes;
  domainEvents: DomainEvents;
}

/** What a link leads to. */
export type LinkTarget =
  | { kind: 'example' }
  | { kind: 'redirect'; url: string }
  | { kind: 'unsubscribe'; link: Link & { kind: 'unsubscribe' }; tenant: Tenant };

/** Shows what a link would do; does nothing, since mail programs open links by themselves. Undefined: not a link of ours. */
export async function readLink(
  ports: Pick<LinkPorts, 'links' | 'tenants'>,
  token: string,
): Promise<LinkTarget | undefined> {
  if (token === EXAMPLE_TOKEN) return { kind: 'example' };
  const link = (await ports.links()).unseal(token);
  if (link === undefined || link.kind === 'redirect') return link;
  return { kind: 'unsubscribe', link, tenant: await ports.tenants.get(link.tenantId) };
}

/**
 * Does what the link is for. Unsubscribing records a refusal of marketing on every channel, with its proof; done
 * twice it stays what it was the first time.
 */
export async function followLink(ports: LinkPorts, token: string): Promise<LinkTarget | undefined> {
  const target = await readLink(ports, token);
  if (target?.kind !== 'unsubscribe') return target;
  const { tenantId, prospectId, messageId } = target.link;
  const at = ports.clock.now();
  const refusal = {
    granted: false,
    text: 'Désinscription par le lien de l’e-mail',
    source: `message ${messageId}`,
    at,
  };
  await ports.scopes(tenantId).prospects.recordRefusal(prospectId, 'marketing', refusal);
  await ports.domainEvents.publish({
    id: `${messageId}-unsubscribed`,
    type: 'prospect.unsubscribed',
    tenantId,
    prospectId,
    at,
    channel: 'email',
  });
  return target;
}

import { sealedLinks } from '../../shared/adapters/links/sealed-links.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { LinkPorts } from '../../shared/use-cases/follow-link.ts';
import { once } from './common.ts';
import { domainEvents } from './event-bus.ts';
import { secrets } from './provider-needs.ts';
import { journeyQueue, noticeQueue } from './queues.ts';
import { screens } from './screens.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

export const links = once(() => sealedLinks(secrets()));

export function linkPorts(): LinkPorts {
  return {
    clock: systemClock,
    links: links(),
    tenants: tenantStore(),
    scopes: tenantScopes(),
    domainEvents: domainEvents(),
    screens: screens(),
    journeys: journeyQueue(),
    notices: noticeQueue(),
  };
}

import { decisionView } from '../../shared/contracts/http/decision-view.ts';
import { DEFAULT_PRICES } from '../../shared/domain/price.ts';
import { DEFAULT_QUIET_HOURS } from '../../shared/domain/quiet-hours.ts';
import { route } from '../../shared/domain/routing/route.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { Person, World } from './world.ts';

/** The made-up agency's settings. */
export const TENANT: Tenant = {
  id: 'tenant_demo',
  name: 'Agence Coccinelle',
  locale: 'fr',
  timeZone: 'Europe/Paris',
  senders: {
    sms: { address: '38105', twoWay: true },
    whatsapp: { address: '+33800000105', twoWay: true },
    email: { address: 'bonjour@agence-coccinelle.example', name: 'Agence Coccinelle', twoWay: true },
  },
  prices: DEFAULT_PRICES,
  policy: {
    quietHours: DEFAULT_QUIET_HOURS,
    marketingEveningLimit: 1200,
    softOptIn: false,
    frequencyCaps: {},
  },
  whatsappTemplates: {},
  brand: { colour: '#b3231a' },
};

/** The product's own decision for a reply. */
export function decided(world: World, person: Person, body: string): object {
  const { consents: _consents, preferences, ...fields } = person.prospect;
  const { preferredChannels } = preferences ?? {};
  const heard = person.entries.findLast((entry) => entry.kind === 'inbound' && entry.channel === 'whatsapp');
  const closed = person.optedOut.map((channel) => [channel, { suppression: { reason: 'opted-out', text: 'STOP', source: 'sms', at: 0 } }]); // prettier-ignore
  const decision = route({
    message: {
      id: 'msg',
      tenantId: TENANT.id,
      prospect: { ...fields, ...(preferredChannels !== undefined && { preferences: { preferredChannels } }) },
      type: 'general',
      createdAt: world.now(),
      content: { body },
    },
    tenant: TENANT,
    addresses: {
      ...(Object.fromEntries(closed) as object),
      ...(heard !== undefined && { whatsapp: { lastInboundAt: Date.parse(heard.at) } }),
    },
    now: world.now(),
    tried: [],
    downUntil: {},
    recentOfType: 0,
    spentThisMonth: 0,
  });
  return decisionView(decision);
}

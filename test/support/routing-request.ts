import { HOUR, type Instant } from '../../shared/domain/instant.ts';
import type { WhatsAppApprovals } from '../../shared/domain/whatsapp-approval.ts';
import type { Message } from '../../shared/domain/message.ts';
import { DEFAULT_PRICES } from '../../shared/domain/price.ts';
import type { Prospect } from '../../shared/domain/prospect.ts';
import type { ChannelEvaluation, Gate, RoutingDecision } from '../../shared/domain/routing/decision.ts';
import { route } from '../../shared/domain/routing/route.ts';
import type { RoutingRequest } from '../../shared/domain/routing/situation.ts';
import type { Tenant, TenantPolicy } from '../../shared/domain/tenant.ts';
import type { Channel } from '../../shared/domain/channel.ts';

/** An instant written as people do. */
export function at(text: string): Instant {
  return Date.parse(text);
}

/** A working Tuesday in Paris, 14:00: nothing is closed. */
export const TUESDAY = at('2026-11-24T14:00:00+01:00');
/** The night that follows. */
export const TUESDAY_NIGHT = at('2026-11-24T23:00:00+01:00');

const POLICY: TenantPolicy = {
  quietHours: { start: 22 * 60, end: 8 * 60 },
  marketingEveningLimit: 20 * 60,
  softOptIn: false,
  frequencyCaps: {},
};

/** An agency of Paris with a sender on every channel that can have one. */
export function tenant({
  policy,
  ...overrides
}: Partial<Omit<Tenant, 'policy'>> & { policy?: Partial<TenantPolicy> } = {}): Tenant {
  return {
    id: 'tenant_a',
    name: 'Agence du Parc',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    senders: {
      sms: { address: '38123', twoWay: true },
      whatsapp: { address: '+33700000001', twoWay: true },
      email: { address: 'contact@agence.example', twoWay: true },
    },
    prices: DEFAULT_PRICES,
    whatsappTemplates: {},
    policy: { ...POLICY, ...policy },
    ...overrides,
  };
}

/** What Meta approved for the agency, in French. */
export function approving(id: string, variables: readonly string[], contentSid = 'HX1'): WhatsAppApprovals {
  return { [id]: { fr: { approved: { contentSid, variables, version: 0 } } } };
}

/** Marie, with an address on every channel and a recorded consent to marketing. */
export function prospect(overrides: Partial<Prospect> = {}): Prospect {
  return {
    id: 'prospect_1',
    phone: '+33612345678',
    email: 'marie@example.com',
    whatsapp: '+33612345678',
    consents: { marketing: { granted: true, text: 'Oui', source: 'form', at: at('2026-01-05T10:00:00Z') } },
    ...overrides,
  };
}

/** A short message to Marie, accepted at 14:00. */
export function message(overrides: Partial<Message> = {}): Message {
  return {
    id: 'msg_1',
    tenantId: 'tenant_a',
    prospect: prospect(),
    type: 'general',
    createdAt: TUESDAY,
    content: { body: 'Bonjour Marie' },
    ...overrides,
  };
}

export type RequestOverrides = Partial<RoutingRequest>;

/** A request that every channel with a sender may take: WhatsApp's window is open. */
export function routingRequest(overrides: RequestOverrides = {}): RoutingRequest {
  const now = overrides.now ?? TUESDAY;
  return {
    message: message(),
    tenant: tenant(),
    addresses: { whatsapp: { lastInboundAt: now - HOUR } },
    now,
    tried: [],
    downUntil: {},
    recentOfType: 0,
    spentThisMonth: 0,
    ...overrides,
  };
}

export function evaluationOf(decision: RoutingDecision, channel: Channel): ChannelEvaluation {
  const found = decision.channels.find((evaluation) => evaluation.channel === channel);
  if (found === undefined) throw new Error(`${channel} was not considered`);
  return found;
}

/** What speaks against a channel, when everything about it is decided now. */
export function gatesOn(channel: Channel, overrides: RequestOverrides): readonly Gate[] {
  return evaluationOf(route(routingRequest(overrides)), channel).gates;
}

/** The scores of the channels that may be used, by channel. */
export function scoresOf(decision: RoutingDecision): Partial<Record<Channel, number>> {
  return Object.fromEntries(
    decision.channels.filter(({ allowed }) => allowed).map(({ channel, score }) => [channel, score]),
  );
}

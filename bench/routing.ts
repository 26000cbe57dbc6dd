import { DEFAULT_PRICES } from '../shared/domain/price.ts';
import { DEFAULT_QUIET_HOURS } from '../shared/domain/quiet-hours.ts';
import { route } from '../shared/domain/routing/route.ts';
import type { RoutingRequest } from '../shared/domain/routing/situation.ts';

export interface RoutingFigures {
  decisionsPerSecond: number;
}

const ROUNDS = 5;
const DECISIONS = 100_000;

const request: RoutingRequest = {
  message: {
    id: 'msg',
    tenantId: 'tenant',
    prospect: { id: 'marie', phone: '+33612345678', email: 'marie@example.com', timeZone: 'Europe/Paris' },
    type: 'appointment',
    createdAt: Date.parse('2026-11-30T13:00:00Z'),
    content: { body: 'Bonjour Marie, rappel de votre RDV demain à 15h.' },
    appointmentAt: Date.parse('2026-12-01T14:00:00Z'),
    preferences: { preferredChannels: ['sms', 'email'] },
  },
  tenant: {
    id: 'tenant',
    name: 'Agence',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    senders: {
      sms: { address: '38105', twoWay: true },
      whatsapp: { address: '+33800000105', twoWay: true },
      email: { address: 'agence@example.com', twoWay: true },
    },
    prices: DEFAULT_PRICES,
    policy: {
      quietHours: DEFAULT_QUIET_HOURS,
      marketingEveningLimit: 1_200,
      softOptIn: false,
      frequencyCaps: {},
    },
    whatsappTemplates: {},
  },
  addresses: {},
  now: Date.parse('2026-11-30T13:00:00Z'),
  tried: [],
  downUntil: {},
  recentOfType: 0,
  spentThisMonth: 0,
};

/** Whole decisions, with gates and explanation, at instants that move on: the median of a few rounds. */
export function measureRouting(): RoutingFigures {
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    for (let index = 0; index < DECISIONS; index += 1) route({ ...request, now: request.now + index * 100 });
    if (round > 0) rates.push((DECISIONS * 1_000) / (performance.now() - start));
  }
  rates.sort((a, b) => a - b);
  return { decisionsPerSecond: Math.round(rates[Math.floor(rates.length / 2)] ?? 0) };
}

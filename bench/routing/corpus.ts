import { HOUR } from '../../shared/domain/instant.ts';
import { MESSAGE_TYPES, URGENCIES } from '../../shared/domain/message.ts';
import { DEFAULT_PRICES } from '../../shared/domain/price.ts';
import { DEFAULT_QUIET_HOURS } from '../../shared/domain/quiet-hours.ts';
import type { RoutingRequest } from '../../shared/domain/routing/situation.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';

/** A working Monday in Paris, 14:00. */
const NOW = Date.parse('2026-11-30T13:00:00Z');

const TENANT: Tenant = {
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
};

const PREFERENCES = [
  { preferredChannels: ['sms', 'email'] },
  { preferredChannels: ['whatsapp'] },
  {},
] as const;

const TEXTS = [
  'Bonjour Marie, rappel de votre RDV demain à 15h.',
  `Bonjour Marie, ${'votre dossier de visite est complet et le bien est toujours disponible. '.repeat(4)}`,
];

/** Everyday messages: every type and urgency, three wishes, a short and a long text, some at night. */
export const CORPUS: readonly RoutingRequest[] = MESSAGE_TYPES.flatMap((type, typeIndex) =>
  URGENCIES.flatMap((level, levelIndex) =>
    PREFERENCES.flatMap((preferences, wishIndex) =>
      TEXTS.map((body, textIndex): RoutingRequest => {
        const now = NOW + ((typeIndex + levelIndex + wishIndex + textIndex) % 4 === 0 ? 10 * HOUR : 0);
        return {
          message: {
            id: `msg_${typeIndex}${levelIndex}${wishIndex}${textIndex}`,
            tenantId: TENANT.id,
            prospect: {
              id: 'marie',
              phone: '+33612345678',
              email: 'marie@example.com',
              whatsapp: '+33612345678',
              timeZone: 'Europe/Paris',
              consents: { marketing: { granted: wishIndex < 2, text: 'Oui', source: 'form', at: 0 } },
            },
            type,
            level,
            createdAt: now,
            content: { body },
            preferences,
          },
          tenant: TENANT,
          addresses: textIndex === 0 ? { whatsapp: { lastInboundAt: now - HOUR } } : {},
          now,
          tried: [],
          downUntil: {},
          recentOfType: 0,
          spentThisMonth: 0,
        };
      }),
    ),
  ),
);

import type { Message } from '../../shared/domain/message.ts';
import { DEFAULT_PRICES } from '../../shared/domain/price.ts';
import type { Locale } from '../../shared/domain/prospect.ts';
import { DEFAULT_QUIET_HOURS } from '../../shared/domain/quiet-hours.ts';
import {
  TEMPLATES,
  type TemplateContract,
  type TemplateId,
  type WordedChannel,
} from '../../shared/domain/templates/contracts.ts';
import { exampleData } from '../../shared/domain/templates/example-data.ts';
import { type TemplateData, variablesOf } from '../../shared/domain/templates/template-data.ts';
import { LONGEST_VALUE, VARIABLE_TYPES } from '../../shared/domain/templates/variables.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';

/** An agency that says of itself what agencies say. */
export const AGENCY: Tenant = {
  id: 'tenant',
  name: 'Agence Dupont',
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
  brand: {
    colour: '#b3231a',
    website: 'https://agence-dupont.example',
    address: '12 rue des Lilas, 69003 Lyon',
    phone: '+33478123456',
  },
};

export const SIZES = ['examples', 'longest'] as const;
type Size = (typeof SIZES)[number];

/** The catalogue's messages on a channel, in both languages: with examples, or with values as long as they may be. */
export function messagesOn(channel: WordedChannel, size: Size): readonly Message[] {
  const contracts = Object.entries(TEMPLATES) as [TemplateId, TemplateContract][];
  return contracts
    .filter(([, { channels }]) => channels.includes(channel))
    .flatMap(([templateId]) =>
      (['fr', 'en'] as const).map((locale) =>
        messageOf(templateId, locale, dataOf(templateId, locale, size)),
      ),
    );
}

function dataOf(id: TemplateId, locale: Locale, size: Size): TemplateData {
  return size === 'examples' ? exampleData(id, locale) : longestData(id);
}

/** Of characters that have to be written differently in HTML and in links. */
function longestData(id: TemplateId): TemplateData {
  return Object.fromEntries(
    variablesOf(id).map((name) => {
      const type = VARIABLE_TYPES[name];
      const isLink = type === 'url' || type === 'image';
      const value = isLink
        ? 'https://agence-dupont.example/'.padEnd(LONGEST_VALUE[type], 'é')
        : '"&'.repeat(LONGEST_VALUE[type] / 2);
      return [name, value];
    }),
  );
}

function messageOf(templateId: TemplateId, locale: Locale, data: TemplateData): Message {
  return {
    id: 'msg_1',
    tenantId: AGENCY.id,
    prospect: { id: 'marie', locale },
    type: 'general',
    createdAt: Date.parse('2026-11-30T13:00:00Z'),
    content: { templateId, data },
  };
}

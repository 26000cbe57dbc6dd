import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from '../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../shared/adapters/dynamodb/tenant-directory.ts';
import { SCOPES } from '../shared/domain/api-key.ts';
import { DEFAULT_PRICES } from '../shared/domain/price.ts';
import { DEFAULT_QUIET_HOURS } from '../shared/domain/quiet-hours.ts';
import { WHATSAPP_TEMPLATES } from '../shared/domain/templates/whatsapp/templates.ts';
import { numberedBody } from '../shared/domain/templates/whatsapp-wording.ts';
import type { Tenant } from '../shared/domain/tenant.ts';
import type { DefaultSenders } from './providers/simulation.ts';
import type { Variables } from './settings.ts';

/** The API keys of the two tenants that every local stack has; part of the HTTP contract. */
export const API_KEYS = { demo: 'ck_local_demo', other: 'ck_local_other' };

/** The ids at Twilio of the WhatsApp templates, all of which Meta has approved for the demonstration agency. */
const APPROVED = Object.entries(WHATSAPP_TEMPLATES).map(([id, template], index) => ({
  id,
  template,
  contentSid: `HX${(0xc0cc01 + index).toString(16).padStart(32, '0')}`,
}));

/** The wordings there, by `ContentSid`. */
export const APPROVED_CONTENTS = Object.fromEntries(
  APPROVED.map(({ contentSid, template }) => [contentSid, { text: numberedBody(template, 'fr') }]),
);

function demoAgency(env: Variables): Tenant {
  return {
    id: 'tenant_demo',
    name: 'Agence Coccinelle',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    senders: {
      sms: { address: env['TWILIO_PHONE_NUMBER'] || '38105', twoWay: true },
      whatsapp: { address: withoutPrefix(env['TWILIO_WHATSAPP_NUMBER']) || '+33800000105', twoWay: true },
      email: {
        address: env['FROM_EMAIL'] || 'bonjour@agence-coccinelle.example',
        name: env['FROM_NAME'] || 'Agence Coccinelle',
        twoWay: true,
      },
    },
    prices: DEFAULT_PRICES,
    policy: {
      quietHours: DEFAULT_QUIET_HOURS,
      marketingEveningLimit: 20 * 60,
      softOptIn: false,
      frequencyCaps: {},
    },
    whatsappTemplates: Object.fromEntries(
      APPROVED.map(({ id, contentSid, template: { variables } }) => [id, { contentSid, variables }]),
    ),
    brand: {
      colour: '#b3231a',
      website: 'https://agence-coccinelle.example/',
      address: '8 rue des Coccinelles, 75011 Paris',
      phone: '+33142000105',
    },
  };
}

function otherAgency(): Tenant {
  return {
    id: 'tenant_other',
    name: 'Autre agence',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    senders: {
      sms: { address: '38206', twoWay: true },
      whatsapp: { address: '+33800000206', twoWay: true },
      email: { address: 'contact@autre-agence.example', name: 'Autre agence', twoWay: true },
    },
    prices: DEFAULT_PRICES,
    policy: {
      quietHours: DEFAULT_QUIET_HOURS,
      marketingEveningLimit: 20 * 60,
      softOptIn: false,
      frequencyCaps: {},
    },
    whatsappTemplates: {},
  };
}

function withoutPrefix(number: string | undefined): string {
  return (number ?? '').replace(/^whatsapp:/, '');
}

/** Where a prospect's message goes when nothing was sent to them before: the demonstration agency. */
export function defaultSenders(env: Variables): Required<DefaultSenders> {
  const { sms, whatsapp, email } = demoAgency(env).senders;
  return {
    sms: sms?.address ?? '',
    whatsapp: whatsapp?.address ?? '',
    email: email?.address ?? '',
    emailName: email?.name ?? '',
  };
}

/** Two tenants and their keys, put in place at every start. */
export async function seed(dynamo: DynamoDBClient, tableName: string, env: Variables): Promise<void> {
  const directory = new TenantDirectory(new Table(dynamo, tableName));
  for (const [tenant, text] of [
    [demoAgency(env), API_KEYS.demo],
    [otherAgency(), API_KEYS.other],
  ] as const) {
    await directory.put(tenant);
    await directory.putApiKey(text, {
      id: `key_${tenant.id}`,
      tenantId: tenant.id,
      name: 'local',
      scopes: SCOPES,
    });
  }
}

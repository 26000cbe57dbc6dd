import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from '../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../shared/adapters/dynamodb/tenant-directory.ts';
import { SCOPES } from '../shared/domain/api-key.ts';
import { DEFAULT_PRICES } from '../shared/domain/price.ts';
import { DEFAULT_QUIET_HOURS } from '../shared/domain/quiet-hours.ts';
import type { Tenant } from '../shared/domain/tenant.ts';
import type { Variables } from './settings.ts';

/** The API keys of the two tenants that every local stack has; part of the HTTP contract. */
export const API_KEYS = { demo: 'ck_local_demo', other: 'ck_local_other' };

/** Templates that Meta has approved for the demonstration agency: their ids at Twilio, and the wording there. */
const REMINDER_SID = 'HX00000000000000000000000000c0cc01';
const PROPERTY_SID = 'HX00000000000000000000000000c0cc02';

export const APPROVED_CONTENTS = {
  [REMINDER_SID]: { text: 'Bonjour {{1}}, nous vous rappelons votre rendez-vous demain à {{2}}. {{3}}' },
  [PROPERTY_SID]: {
    text: 'Un nouveau bien vient d’arriver : {{1}}, au prix de {{2}}. Souhaitez-vous le visiter ?',
  },
};

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
    whatsappTemplates: {
      APPOINTMENT_REMINDER_24H: {
        contentSid: REMINDER_SID,
        variables: ['firstName', 'appointmentTime', 'companyName'],
      },
      NEW_PROPERTY_ALERT: { contentSid: PROPERTY_SID, variables: ['propertyAddress', 'propertyPrice'] },
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
export function defaultSenders(env: Variables): { sms: string; whatsapp: string; email: string } {
  const { sms, whatsapp, email } = demoAgency(env).senders;
  return { sms: sms?.address ?? '', whatsapp: whatsapp?.address ?? '', email: email?.address ?? '' };
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

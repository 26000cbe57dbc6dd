import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contentDraft, contentName } from '../shared/adapters/channels/twilio/content-draft.ts';
import { Table } from '../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../shared/adapters/dynamodb/tenant-directory.ts';
import { SCOPES } from '../shared/domain/api-key.ts';
import { DEFAULT_PRICES } from '../shared/domain/price.ts';
import { DEFAULT_QUIET_HOURS } from '../shared/domain/quiet-hours.ts';
import { submissionOf } from '../shared/domain/templates/whatsapp-submission.ts';
import { wordingsToSubmit } from '../shared/domain/templates/wordings-to-submit.ts';
import type { WhatsAppApprovals } from '../shared/domain/whatsapp-approval.ts';
import type { Tenant } from '../shared/domain/tenant.ts';
import type { SimulatedContent } from './providers/content.ts';
import type { DefaultSenders } from './providers/simulation.ts';
import type { Variables } from './settings.ts';

/** The API keys of the two tenants that every local stack has; part of the HTTP contract. */
export const API_KEYS = { demo: 'ck_local_demo', other: 'ck_local_other' };

/** All wordings of the catalogue with their ids at Twilio, where Meta has approved them for the demonstration agency. */
const APPROVED = wordingsToSubmit().map((wording, index) => ({
  wording,
  contentSid: `HX${(0xc0cc01 + index).toString(16).padStart(32, '0')}`,
}));

/** What lies at the simulated Content API from the first start on; `url`: the stack's, where buttons lead. */
export function approvedContents(url: string): SimulatedContent[] {
  const tenant = demoAgency({});
  return APPROVED.map(({ wording, contentSid }) => {
    const submission = submissionOf(wording, { tenant, publicAddress: url });
    const name = contentName(submission, tenant.id);
    const { language, variables, types } = contentDraft(submission, name);
    const verdict = { status: 'approved', reason: '', saidAt: 0 } as const;
    const approval = { name, category: submission.category, requestedAt: 0, verdict };
    return { sid: contentSid, friendlyName: name, language, variables, types, createdAt: 0, approval };
  });
}

function demoApprovals(): WhatsAppApprovals {
  const approvals: Record<string, WhatsAppApprovals[string]> = {};
  for (const { wording, contentSid } of APPROVED) {
    const { templateId, locale, version } = wording;
    const { variables, links } = submissionOf(wording, { tenant: otherAgency(), publicAddress: '' });
    const approved = { contentSid, variables, version, ...(links.length > 0 && { links }) };
    approvals[templateId] = { ...approvals[templateId], [locale]: { approved } };
  }
  return approvals;
}

export function demoAgency(env: Variables): Tenant {
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
    // A real account has approvals of its own.
    whatsappTemplates: env['TWILIO_ACCOUNT_SID'] ? {} : demoApprovals(),
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

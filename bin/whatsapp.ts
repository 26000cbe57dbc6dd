import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { physicalName } from '../lib/deployment.ts';
import { readStageConfig, type StageConfig } from '../lib/stage-config.ts';
import { TwilioContentApi } from '../shared/adapters/channels/twilio/content-api.ts';
import { contentDraft, contentName } from '../shared/adapters/channels/twilio/content-draft.ts';
import { Table } from '../shared/adapters/dynamodb/table.ts';
import { DynamoTemplateStore } from '../shared/adapters/dynamodb/template-store.ts';
import { TenantDirectory } from '../shared/adapters/dynamodb/tenant-directory.ts';
import { isUnderWay } from '../shared/domain/template-review.ts';
import type { TemplateVersion } from '../shared/domain/templates/own-wordings.ts';
import { wordingsToSubmit } from '../shared/domain/templates/wordings-to-submit.ts';
import {
  submissionOf,
  type WhatsAppSubmission,
  type WordingToSubmit,
} from '../shared/domain/templates/whatsapp-submission.ts';
import type { Tenant } from '../shared/domain/tenant.ts';
import { readReviews } from '../shared/use-cases/read-reviews.ts';
import { submitTemplates } from '../shared/use-cases/submit-templates.ts';
import { approvalTable } from './approval-table.ts';
import { explainAwsError } from './explain-aws-error.ts';
import { openStage, readTwilioSecret, type StageAccess } from './stage-access.ts';

const USAGE = `Usage: npm run whatsapp -- --stage <dev|staging|prod|local> <command>
  submit <tenant> [TEMPLATE_ID…]   ask Meta, through Twilio, to approve the templates that it was not asked about
     --url <https address>         where the API answers, when the stage has no domain: the stack's output ApiUrl
     --phone <+33…>                the number behind buttons that call, instead of the one of the tenant's brand
     --dry-run                     print what would be submitted, and ask for nothing
  status <tenant>                  read what Meta decided, and use what it approved`;

const WAITING: ReadonlySet<string> = new Set(['received', 'pending']);

interface Order {
  config: StageConfig;
  command: string;
  tenantId: string;
  templateIds: string[];
  url: string | undefined;
  phone: string | undefined;
  isDryRun: boolean;
}

function readOrder(): Order {
  const { values, positionals } = parseArgs({
    options: {
      stage: { type: 'string' },
      url: { type: 'string' },
      phone: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [command = '', tenantId, ...templateIds] = positionals;
  if (!values.stage || tenantId === undefined || !['submit', 'status'].includes(command))
    throw new Error(USAGE);
  if (values.phone !== undefined && !/^\+[1-9]\d{6,14}$/.test(values.phone))
    throw new Error('--phone is a number such as +33478123456');
  const config = readStageConfig(values.stage);
  const { url, phone, 'dry-run': isDryRun } = values;
  return { config, command, tenantId, templateIds: [...new Set(templateIds)], url, phone, isDryRun };
}

/** What the agency says on WhatsApp now, in its own words or the catalogue's. */
async function publishedWordings(table: Table, tenantId: string): Promise<WordingToSubmit[]> {
  const templates = new DynamoTemplateStore(table, tenantId);
  const own = new Map<string, TemplateVersion>();
  for (const [id, number] of Object.entries(await templates.publishedNow())) {
    const version = await templates.read(id, number);
    if (version !== undefined) own.set(id, version);
  }
  return wordingsToSubmit(own);
}

/** Those of the templates that were named, or all. @throws Error that names the unknown one. */
function only(templateIds: readonly string[], wordings: readonly WordingToSubmit[]): WordingToSubmit[] {
  const known = new Set<string>(wordings.map(({ templateId }) => templateId));
  const stranger = templateIds.find((id) => !known.has(id));
  if (stranger !== undefined)
    throw new Error(`There is no WhatsApp template ${stranger}. There are ${[...known].join(', ')}.`);
  return wordings.filter(({ templateId }) => templateIds.length === 0 || templateIds.includes(templateId));
}

/** @throws Error that says where the address is to be found. */
function addressFor(
  { url, config }: Order,
  access: StageAccess,
  wordings: readonly WordingToSubmit[],
): string {
  const address = (url ?? access.publicAddress ?? '').replace(/\/+$/, '');
  const isGood = URL.canParse(address) && !/[?#{}]/.test(address);
  const isSimulated = config.stage === 'local' && access.twilioBaseUrl !== undefined;
  if (isGood && (address.startsWith('https://') || isSimulated)) return address;
  const linked = wordings.find(({ wording }) => wording.buttons?.some(({ kind }) => kind === 'url'));
  if (address === '' && linked === undefined) return '';
  if (address !== '') throw new Error(`${address} is not an https address: give one with --url.`);
  throw new Error(
    `${linked?.templateId} has a button that leads to a link, through the API's own address. The stage has no ` +
      'domain: give the address with --url, which is the output ApiUrl of the stack.',
  );
}

function submissionsFor(
  order: Order,
  access: StageAccess,
  tenant: Tenant,
  published: readonly WordingToSubmit[],
): WhatsAppSubmission[] {
  const wordings = only(order.templateIds, published);
  const publicAddress = addressFor(order, access, wordings);
  const phone = order.phone ?? tenant.brand?.phone;
  return wordings.map((wording) => submissionOf(wording, { tenant, publicAddress, phone }));
}

/** What would be laid down at Twilio, as its Content API reads it. */
function dryRun(tenant: Tenant, submissions: readonly WhatsAppSubmission[]): string {
  const missing = submissions.filter(
    ({ templateId, locale, version }) =>
      !isUnderWay(tenant.whatsappTemplates[templateId]?.[locale] ?? {}, version),
  );
  const drafts = missing.map((submission) => ({
    ...contentDraft(submission, contentName(submission, tenant.id)),
    category: submission.category,
  }));
  return JSON.stringify(drafts, undefined, 2);
}

const tell = (line: string): void => console.error(line);

async function openReview(access: StageAccess, config: StageConfig): Promise<TwilioContentApi> {
  const account = await readTwilioSecret(access.ssm, config);
  return new TwilioContentApi({ account, baseUrl: access.twilioBaseUrl, sleep, tell });
}

/** Where the tenant's things are, and what it says. */
interface Subject {
  directory: TenantDirectory;
  tenant: Tenant;
  published: readonly WordingToSubmit[];
}

async function submit(order: Order, access: StageAccess, { directory, tenant, published }: Subject) {
  const submissions = submissionsFor(order, access, tenant, published);
  if (order.isDryRun) return dryRun(tenant, submissions);
  const review = await openReview(access, order.config);
  const ports = { review, approvals: directory, clock: access, tell };
  const outcomes = await submitTemplates(ports, tenant, submissions);
  const rows = outcomes.map(({ submission, approval }) => ({ ...submission, approval }));
  const next = `npm run whatsapp -- --stage ${order.config.stage} status ${tenant.id}`;
  const isWaiting = outcomes.some(({ approval }) => WAITING.has(approval.submitted?.status ?? ''));
  const hint = isWaiting ? `\n\nMeta decides within minutes, a day at most. Then: ${next}` : '';
  return approvalTable(rows) + hint;
}

async function status({ config }: Order, access: StageAccess, { directory, tenant, published }: Subject) {
  const review = await openReview(access, config);
  const read = await readReviews({ review, approvals: directory, clock: access }, tenant);
  const isRead = ({ templateId, locale }: WordingToSubmit): boolean =>
    read.some((row) => row.templateId === templateId && row.locale === locale);
  const others = published.filter((wording) => !isRead(wording));
  return approvalTable([...read, ...others.map((wording) => ({ ...wording, approval: {} }))]);
}

async function run(order: Order): Promise<string> {
  const access = await openStage(order.config);
  const table = new Table(access.dynamo, physicalName(order.config));
  const directory = new TenantDirectory(table);
  const tenant = await directory.find(order.tenantId);
  if (tenant === undefined)
    throw new Error(`There is no tenant ${order.tenantId}. Create it first: npm run tenants -- … put.`);
  const subject = { directory, tenant, published: await publishedWordings(table, tenant.id) };
  return order.command === 'submit' ? submit(order, access, subject) : status(order, access, subject);
}

try {
  console.log(await run(readOrder()));
} catch (error) {
  console.error(explainAwsError(error));
  process.exitCode = 1;
}

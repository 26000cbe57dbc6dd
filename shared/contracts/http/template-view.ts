import { toIso } from '../../domain/instant.ts';
import type { Locale } from '../../domain/prospect.ts';
import {
  TEMPLATES,
  type TemplateContract,
  type TemplateId,
  WORDED_CHANNELS,
} from '../../domain/templates/contracts.ts';
import { EMAIL_TEMPLATES } from '../../domain/templates/email/templates.ts';
import type { OwnWordings, PublishedVersions, TemplateVersion } from '../../domain/templates/own-wordings.ts';
import type { Preview } from '../../domain/templates/preview.ts';
import { SMS_WORDINGS } from '../../domain/templates/sms/wordings.ts';
import { variablesOf } from '../../domain/templates/template-data.ts';
import { TEMPLATE_NAMES } from '../../domain/templates/template-names.ts';
import { VARIABLE_DESCRIPTIONS } from '../../domain/templates/variable-descriptions.ts';
import { VARIABLE_TYPES } from '../../domain/templates/variables.ts';
import type { TemplateApproval, WhatsAppApprovals } from '../../domain/whatsapp-approval.ts';
import { WHATSAPP_TEMPLATES } from '../../domain/templates/whatsapp/templates.ts';

const IDS = Object.keys(TEMPLATES) as TemplateId[];
const LOCALES: readonly Locale[] = ['fr', 'en'];

/** `GET /v1/templates`: how many wordings there are on each channel, and the templates in the catalogue's order. */
export function templateListView(ids: readonly TemplateId[], published: PublishedVersions): object {
  const counts = WORDED_CHANNELS.map((channel) => [
    channel,
    IDS.filter((id) => contractOf(id).channels.includes(channel)).length,
  ]);
  return {
    counts: Object.fromEntries(counts) as object,
    items: ids.map((id) => summaryOf(id, published[id] ?? 0)),
  };
}

/** The ids that a category and a channel leave. */
export function templateIds(only: {
  category?: string | undefined;
  channel?: string | undefined;
}): TemplateId[] {
  return IDS.filter((id) => {
    const { category, channels } = contractOf(id);
    return (
      (only.category === undefined || category === only.category) &&
      (only.channel === undefined || channels.some((channel) => channel === only.channel))
    );
  });
}

function contractOf(id: TemplateId): TemplateContract {
  return TEMPLATES[id];
}

function summaryOf(id: TemplateId, publishedVersion: number): object {
  const { category, channels, expectsReply = false, required, optional } = contractOf(id);
  return {
    id,
    name: TEMPLATE_NAMES[id],
    category,
    channels,
    expectsReply,
    required,
    optional: [...optional, 'companyName'],
    publishedVersion,
  };
}

interface ShownTemplate {
  id: TemplateId;
  publishedVersion: number;
  latestVersion: number;
  wordings: OwnWordings;
}

/** `GET /v1/templates/{templateId}`: the contract, and the words that would be sent now, each with whose they are. */
export function templateView(
  { id, publishedVersion, latestVersion, wordings }: ShownTemplate,
  approvals: WhatsAppApprovals,
): object {
  const { required }: TemplateContract = TEMPLATES[id];
  const variables = variablesOf(id).map((name) => ({
    name,
    type: VARIABLE_TYPES[name],
    required: required.includes(name),
    ...VARIABLE_DESCRIPTIONS[name],
  }));
  const known = Object.entries(approvals[id] ?? {}).map(([locale, approval]) => [
    locale,
    approvalView(approval),
  ]);
  return {
    ...summaryOf(id, publishedVersion),
    latestVersion,
    variables,
    wordings: wordsOf(id, wordings),
    whatsappApproval: Object.fromEntries(known) as object,
  };
}

/** What Meta says of the newest words that it was shown, and the version that is in use meanwhile. */
function approvalView({ approved, submitted }: TemplateApproval): object {
  const review = submitted ?? approved?.halted;
  const inUse = approved !== undefined && approved.halted === undefined ? approved.version : undefined;
  return {
    status: review?.status ?? 'approved',
    ...(review?.reason !== undefined && { reason: review.reason }),
    ...(review !== undefined && { since: toIso(review.at) }),
    ...(inUse !== undefined && { versionInUse: inUse }),
  };
}

function wordsOf(id: TemplateId, own: OwnWordings): object {
  const catalogue = {
    sms: SMS_WORDINGS[id],
    email: EMAIL_TEMPLATES[id],
    whatsapp: WHATSAPP_TEMPLATES[id]?.wordings,
  };
  const channels = WORDED_CHANNELS.map((channel) => {
    const words = LOCALES.flatMap((locale) => {
      const ours = own[channel]?.[locale];
      const wording = ours ?? catalogue[channel]?.[locale];
      if (wording === undefined) return [];
      const source = ours === undefined ? 'catalogue' : 'own';
      return [[locale, typeof wording === 'string' ? { source, text: wording } : { source, ...wording }]];
    });
    return [channel, words] as const;
  });
  return Object.fromEntries(
    channels
      .filter(([, words]) => words.length > 0)
      .map(([channel, words]) => [channel, Object.fromEntries(words) as object]),
  );
}

/** A version with its words; the catalogue's has no instant. */
export function versionView({
  number,
  createdAt,
  wordings,
}: Pick<TemplateVersion, 'number'> & Partial<TemplateVersion>): object {
  return {
    version: number,
    ...(createdAt !== undefined && { createdAt: toIso(createdAt) }),
    ...(wordings !== undefined && { wordings }),
  };
}

/** `POST …/preview`. */
export function previewView(preview: Preview): object {
  if (preview.channel !== 'sms') return preview;
  const { channel, locale, text, advice, warnings } = preview;
  const { encoding, segments, units, price, costly, cheaper } = advice;
  return {
    channel,
    locale,
    text,
    encoding,
    segments,
    units,
    cost: money(price),
    costly,
    ...(cheaper !== undefined && {
      cheaper: { text: cheaper.text, segments: cheaper.segments, cost: money(cheaper.price) },
    }),
    warnings,
  };
}

function money(micros: number): object {
  return { micros, currency: 'EUR' };
}

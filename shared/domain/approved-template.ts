import type { Instant } from './instant.ts';
import type { Message } from './message.ts';
import type { Locale } from './prospect.ts';
import { valuesFor } from './templates/template-data.ts';
import type { Tenant } from './tenant.ts';
import { type TemplateApproval, type TemplateContent, usableContent } from './whatsapp-approval.ts';

/** An approved WhatsApp template ready to send: what Twilio calls the content and its numbered variables. */
export interface FilledTemplate {
  contentSid: string;
  variables: Readonly<Record<string, string>>;
  /** The numbers of those that are links behind a button's fixed address, which want a token in their place. */
  links: readonly string[];
}

/** Why a template cannot be sent outside WhatsApp's window. */
export interface TemplateObstacle {
  cause: 'never-submitted' | 'waiting' | 'rejected' | 'paused' | 'disabled' | 'variable-missing';
  /** When it was submitted. */
  since?: Instant;
  /** Meta's words. */
  reason?: string;
  /** The variable that is missing. */
  variable?: string;
}

/** Fills the template that Meta approved for the tenant; undefined when something stands in its way. */
export function approvedTemplateFor(message: Message, tenant: Tenant): FilledTemplate | undefined {
  const found = templateOrObstacle(message, tenant);
  return 'contentSid' in found ? found : undefined;
}

/** In the person's language when Meta approved that, else in the tenant's. */
export function templateOrObstacle(message: Message, tenant: Tenant): FilledTemplate | TemplateObstacle {
  const { templateId = '' } = message.content;
  const approvals = Object.hasOwn(tenant.whatsappTemplates, templateId)
    ? tenant.whatsappTemplates[templateId]
    : undefined;
  const spoken = [message.prospect.locale ?? tenant.locale, tenant.locale];
  for (const locale of spoken) {
    const content = usableContent(approvals?.[locale]);
    if (content !== undefined) return fill(content, message, tenant, locale);
  }
  const reviewed = spoken.find((locale) => approvals?.[locale] !== undefined);
  return obstacleOf(reviewed === undefined ? undefined : approvals?.[reviewed]);
}

function obstacleOf(approval: TemplateApproval | undefined): TemplateObstacle {
  const review = approval?.submitted ?? approval?.approved?.halted;
  if (review === undefined) return { cause: 'never-submitted' };
  const { status, at, reason } = review;
  if (status === 'rejected' || status === 'paused' || status === 'disabled')
    return { cause: status, ...(reason !== undefined && { reason }) };
  return { cause: 'waiting', since: at };
}

function fill(
  { contentSid, variables: names, links = [] }: TemplateContent,
  { content }: Message,
  tenant: Tenant,
  locale: Locale,
): FilledTemplate | TemplateObstacle {
  const { written } = valuesFor(names, content.data ?? {}, { tenant, locale }, 'typographic');
  const variables: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = written[name];
    if (value === undefined) return { cause: 'variable-missing', variable: name };
    variables[String(index + 1)] = value.text;
  }
  return { contentSid, variables, links: links.map((name) => String(names.indexOf(name) + 1)) };
}

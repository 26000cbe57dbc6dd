import type { Locale } from '../domain/prospect.ts';
import type { Tenant } from '../domain/tenant.ts';
import { type Finding, withFinding } from '../domain/template-review.ts';
import type { TemplateApproval } from '../domain/whatsapp-approval.ts';
import type { Clock } from '../ports/clock.ts';
import type { TemplateApprovals } from '../ports/template-approvals.ts';
import type { TemplateReview } from '../ports/template-review.ts';

/** Nothing can be sent with a content that its account does not have. */
const GONE: Finding = { status: 'disabled', reason: 'The content is not in the Twilio account.' };

export interface ReadReviews {
  review: TemplateReview;
  approvals: TemplateApprovals;
  clock: Clock;
}

export interface ReadReview {
  templateId: string;
  locale: Locale;
  approval: TemplateApproval;
}

/** Asks what Meta says of every template of the tenant now, and keeps what changed. */
export async function readReviews(
  { review, approvals, clock }: ReadReviews,
  tenant: Tenant,
): Promise<ReadReview[]> {
  const findings = new Map((await review.list()).map((content) => [content.contentSid, content]));
  const now = clock.now();
  const refresh = (known: TemplateApproval): TemplateApproval => {
    let approval = known;
    for (const content of [known.approved, known.submitted]) {
      if (content === undefined) continue;
      const { status, reason } = findings.get(content.contentSid) ?? GONE;
      const finding = { status, ...(reason !== undefined && { reason }) };
      approval = withFinding(approval, content.contentSid, finding, now);
    }
    return approval;
  };
  const read: ReadReview[] = [];
  for (const [templateId, locales] of Object.entries(tenant.whatsappTemplates))
    for (const locale of ['fr', 'en'] as const) {
      const known = locales[locale];
      if (known === undefined) continue;
      const isNews = JSON.stringify(refresh(known)) !== JSON.stringify(known);
      const approval = isNews
        ? await approvals.changeApproval(tenant.id, templateId, locale, refresh)
        : known;
      read.push({ templateId, locale, approval });
    }
  return read;
}

import type { Tenant } from '../domain/tenant.ts';
import { type Finding, isUnderWay, withSubmission } from '../domain/template-review.ts';
import type { WhatsAppSubmission } from '../domain/templates/whatsapp-submission.ts';
import type { TemplateApproval, TemplateContent } from '../domain/whatsapp-approval.ts';
import type { Clock } from '../ports/clock.ts';
import type { TemplateApprovals } from '../ports/template-approvals.ts';
import type { ReviewedContent, TemplateReview } from '../ports/template-review.ts';

export interface SubmitTemplates {
  review: TemplateReview;
  approvals: TemplateApprovals;
  clock: Clock;
  /** Told of every step, for a person who waits. */
  tell: (line: string) => void;
}

/** What became of one submission. */
export interface SubmissionOutcome {
  submission: WhatsAppSubmission;
  approval: TemplateApproval;
}

/**
 * Submits what is neither in use nor on its way. Run again, also after dying anywhere, it doubles nothing: what was
 * made is found by its name, and what was asked for is not asked for again.
 */
export async function submitTemplates(
  ports: SubmitTemplates,
  tenant: Tenant,
  submissions: readonly WhatsAppSubmission[],
): Promise<SubmissionOutcome[]> {
  const contents = await ports.review.list();
  const outcomes: SubmissionOutcome[] = [];
  for (const [index, submission] of submissions.entries()) {
    const { templateId, locale, version } = submission;
    const known = tenant.whatsappTemplates[templateId]?.[locale] ?? {};
    if (isUnderWay(known, version) && !isGone(known, contents)) {
      outcomes.push({ submission, approval: known });
      continue;
    }
    ports.tell(`${index + 1}/${submissions.length} ${templateId} ${locale}`);
    outcomes.push({ submission, approval: await submitOne(ports, tenant.id, submission, contents) });
  }
  return outcomes;
}

/** It was submitted, and somebody deleted it at the provider since. */
function isGone({ approved, submitted }: TemplateApproval, contents: readonly ReviewedContent[]): boolean {
  const sid = approved === undefined ? submitted?.contentSid : undefined;
  return sid !== undefined && !contents.some(({ contentSid }) => contentSid === sid);
}

async function submitOne(
  { review, approvals, clock }: SubmitTemplates,
  tenantId: string,
  submission: WhatsAppSubmission,
  contents: readonly ReviewedContent[],
): Promise<TemplateApproval> {
  const { templateId, locale, version, variables, links } = submission;
  const name = review.nameOf(submission, tenantId);
  const found = contents.find((content) => content.name === name);
  const contentSid = found?.contentSid ?? (await review.create(submission, name));
  const finding: Finding =
    found === undefined || found.status === 'unsubmitted'
      ? await review.requestApproval(contentSid, name, submission.category)
      : { status: found.status, ...(found.reason !== undefined && { reason: found.reason }) };
  const content: TemplateContent = {
    contentSid,
    variables,
    version,
    ...(links.length > 0 && { links }),
  };
  return approvals.changeApproval(tenantId, templateId, locale, (known) =>
    known.submitted?.contentSid === contentSid || known.approved?.contentSid === contentSid
      ? known
      : withSubmission(known, content, finding, clock.now()),
  );
}

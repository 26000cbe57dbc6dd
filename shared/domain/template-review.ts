import type { Instant } from './instant.ts';
import type { Review, ReviewStatus, TemplateApproval, TemplateContent } from './whatsapp-approval.ts';

/** What Twilio says of a content now. */
export interface Finding {
  status: ReviewStatus | 'approved';
  reason?: string;
}

/** Whether this wording is in use or on its way. What Meta rejected or disabled is neither. */
export function isUnderWay({ approved, submitted }: TemplateApproval, version: number): boolean {
  const isAlive = (content: TemplateContent | undefined, review: Review | undefined): boolean =>
    content !== undefined &&
    content.version === version &&
    review?.status !== 'rejected' &&
    review?.status !== 'disabled';
  return isAlive(approved, approved?.halted) || isAlive(submitted, submitted);
}

/** The approval once a content was submitted. */
export function withSubmission(
  { approved }: TemplateApproval,
  content: TemplateContent,
  finding: Finding,
  at: Instant,
): TemplateApproval {
  const { status, ...why } = finding;
  if (status === 'approved') return { approved: content };
  return { ...(approved !== undefined && { approved }), submitted: { ...content, status, ...why, at } };
}

/** The approval once Twilio was asked about one of its contents; the same when the content is none of its own. */
export function withFinding(
  approval: TemplateApproval,
  contentSid: string,
  { status, ...why }: Finding,
  at: Instant,
): TemplateApproval {
  const { approved, submitted } = approval;
  if (submitted?.contentSid === contentSid) {
    const { status: _status, reason: _reason, at: since, ...content } = submitted;
    if (status === 'approved') return { approved: content };
    return { ...approval, submitted: { ...content, status, ...why, at: since } };
  }
  if (approved?.contentSid !== contentSid) return approval;
  const { halted, ...content } = approved;
  if (status === 'approved') return { ...approval, approved: content };
  const since = halted?.status === status ? halted.at : at;
  return { ...approval, approved: { ...content, halted: { status, ...why, at: since } } };
}

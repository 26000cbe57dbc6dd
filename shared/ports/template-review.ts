import type { Finding } from '../domain/template-review.ts';
import type { WhatsAppSubmission } from '../domain/templates/whatsapp-submission.ts';

/** A content that lies at the provider. */
export interface ReviewedContent extends Finding {
  contentSid: string;
  /** What it was made under. */
  name: string;
}

/**
 * Where WhatsApp templates are laid down and Meta is asked to approve them. Every call waits as long as the provider
 * asks to. @throws Error when the provider refuses, is not reached, or does not answer; what was asked may have
 * happened then, and is found again by its name.
 */
export interface TemplateReview {
  /** Every content of the account. */
  list(): Promise<readonly ReviewedContent[]>;
  /** The name that a submission has there: the same for the same text of the same tenant, and no other's. */
  nameOf(submission: WhatsAppSubmission, tenantId: string): string;
  /** Lays a content down. @returns its ContentSid. */
  create(submission: WhatsAppSubmission, name: string): Promise<string>;
  /** Asks Meta to approve a content that was not submitted yet. */
  requestApproval(
    contentSid: string,
    name: string,
    category: WhatsAppSubmission['category'],
  ): Promise<Finding>;
}

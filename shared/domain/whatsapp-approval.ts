import type { Instant } from './instant.ts';
import type { Locale } from './prospect.ts';

/** A template's fixed text in one language, as it lies at Twilio. */
export interface TemplateContent {
  contentSid: string;
  /** Our variable names in the order of Twilio's numbered ones: the first fills `{{1}}`. */
  variables: readonly string[];
  /** Which wording it is: 0 for the catalogue's own. */
  version: number;
  /** Variables that stand behind the fixed address of a button: a token of the link fills them. */
  links?: readonly string[];
}

/** Twilio's words for what is not approved. */
export type ReviewStatus = 'unsubmitted' | 'received' | 'pending' | 'rejected' | 'paused' | 'disabled';

/** What Meta said of a content that it does not let us use, as far as we know. */
export interface Review {
  status: ReviewStatus;
  /** Meta's own words. */
  reason?: string;
  /** When it was submitted or, for what had been approved before, when we learned of it. */
  at: Instant;
}

/** What Meta thinks of a template in one language. What it approved stays in use while a newer version waits. */
export interface TemplateApproval {
  approved?: TemplateContent & { halted?: Review };
  submitted?: TemplateContent & Review;
}

/** By template id and language. */
export type WhatsAppApprovals = Readonly<Record<string, Readonly<Partial<Record<Locale, TemplateApproval>>>>>;

/** What may be sent now. */
export function usableContent(approval: TemplateApproval | undefined): TemplateContent | undefined {
  return approval?.approved?.halted === undefined ? approval?.approved : undefined;
}

/**
 * What is known of the templates: `learned` from Twilio by the operators' command, and named in the tenant's
 * `settings`, which count as approved until something else is learned of the same content or a newer version.
 */
export function mergeApprovals(settings: WhatsAppApprovals, learned: WhatsAppApprovals): WhatsAppApprovals {
  const merged: Record<string, Partial<Record<Locale, TemplateApproval>>> = {};
  for (const known of [settings, learned])
    for (const [id, locales] of Object.entries(known))
      for (const locale of ['fr', 'en'] as const) {
        const approval = locales[locale];
        if (approval !== undefined)
          merged[id] = { ...merged[id], [locale]: mergeApproval(merged[id]?.[locale], approval) };
      }
  return merged;
}

function mergeApproval(settings: TemplateApproval | undefined, learned: TemplateApproval): TemplateApproval {
  const named = settings?.approved;
  const found = learned.approved;
  if (named === undefined) return learned;
  const isNews =
    found !== undefined && (found.contentSid === named.contentSid || found.version > named.version);
  return { ...learned, approved: isNews ? found : named };
}

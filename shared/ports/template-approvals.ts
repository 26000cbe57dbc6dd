import type { Locale } from '../domain/prospect.ts';
import type { TemplateApproval } from '../domain/whatsapp-approval.ts';

/** Where a tenant's approvals are kept. */
export interface TemplateApprovals {
  /**
   * Changes what is known of a template in one language, from what is known now. May call `change` again when
   * somebody else wrote meanwhile. @throws Error when there is no such tenant.
   */
  changeApproval(
    tenantId: string,
    templateId: string,
    locale: Locale,
    change: (known: TemplateApproval) => TemplateApproval,
  ): Promise<TemplateApproval>;
}

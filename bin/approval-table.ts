import type { Locale } from '../shared/domain/prospect.ts';
import { WHATSAPP_TEMPLATES } from '../shared/domain/templates/whatsapp/templates.ts';
import type { WhatsAppTemplates } from '../shared/domain/templates/whatsapp-wording.ts';
import type { TemplateApproval } from '../shared/domain/whatsapp-approval.ts';

export interface ApprovalRow {
  readonly templateId: string;
  readonly locale: Locale;
  readonly approval: TemplateApproval;
}

/** The approvals for a person, one a line. */
export function approvalTable(rows: readonly ApprovalRow[]): string {
  const lines = [
    ['template', 'language', 'category', 'state', 'reason'],
    ...rows.map(({ templateId, locale, approval }) => [
      templateId,
      locale,
      WHATSAPP_TEMPLATES[templateId as keyof WhatsAppTemplates]?.category ?? '-',
      ...stateOf(approval),
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function stateOf({ approved, submitted }: TemplateApproval): [state: string, reason: string] {
  const review = submitted ?? approved?.halted;
  if (review === undefined) return [approved === undefined ? 'never submitted' : 'approved', ''];
  const inUse = submitted !== undefined && approved !== undefined && approved.halted === undefined;
  return [
    inUse ? `${review.status} (version ${approved.version} in use)` : review.status,
    review.reason ?? '',
  ];
}

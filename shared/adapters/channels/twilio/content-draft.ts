import { createHash } from 'node:crypto';
import type { WhatsAppSubmission } from '../../../domain/templates/whatsapp-submission.ts';

/** The body of `POST https://content.twilio.com/v1/Content`. */
export interface ContentDraft {
  friendly_name: string;
  language: string;
  /** A sample of each variable, by its number. */
  variables: Record<string, string>;
  types: Record<string, object>;
}

export function contentDraft(submission: WhatsAppSubmission, name: string): ContentDraft {
  const samples = submission.samples.map((sample, index) => [String(index + 1), sample] as const);
  return {
    friendly_name: name,
    language: submission.locale,
    variables: Object.fromEntries(samples),
    types: typesOf(submission),
  };
}

/**
 * Says what it is and, by its last word, which text: Meta does not take a name again that it has seen with another
 * text. Of a-z, 0-9 and `_`, as Meta wants it.
 */
export function contentName(submission: WhatsAppSubmission, tenantId: string): string {
  const { templateId, locale, version } = submission;
  const text = createHash('sha256')
    .update(JSON.stringify(typesOf(submission)))
    .digest('hex')
    .slice(0, 8);
  return `coccinelle_${tenantId}_${templateId}_${locale}_v${version}_${text}`.toLowerCase();
}

/** The simplest of Twilio's types that can show the template. */
function typesOf({ header, body, footer, buttons }: WhatsAppSubmission): Record<string, object> {
  const actions = buttons.map((button, index) => {
    if (button.kind === 'url') return { type: 'URL', title: button.label, url: button.url };
    if (button.kind === 'phone') return { type: 'PHONE_NUMBER', title: button.label, phone: button.phone };
    return { type: 'QUICK_REPLY', title: button.label, id: `reply_${index + 1}` };
  });
  if (header === undefined && footer === undefined) {
    if (actions.length === 0) return { 'twilio/text': { body } };
    const kinds = new Set(buttons.map(({ kind }) => kind === 'reply'));
    if (kinds.size === 1)
      return { [kinds.has(true) ? 'twilio/quick-reply' : 'twilio/call-to-action']: { body, actions } };
  }
  return {
    'whatsapp/card': {
      body,
      ...(header !== undefined && { header_text: header }),
      ...(footer !== undefined && { footer }),
      ...(actions.length > 0 && { actions }),
    },
  };
}

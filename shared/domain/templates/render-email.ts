import type { Locale } from '../prospect.ts';
import type { TemplateId } from './contracts.ts';
import { type EmailBlock, type EmailWording, fillBlocks, textOfBlocks } from './email-blocks.ts';
import { withAnswerButtons } from './email/answer-buttons.ts';
import { EMAIL_TEMPLATES } from './email/templates.ts';
import { fillText } from './fill-text.ts';
import { chooseWording } from './own-wordings.ts';
import type { Rendering } from './render-sms.ts';
import { plainLine } from './safe-text.ts';
import { answersOf, type TemplateData, valuesFor, variablesOf, type Voice } from './template-data.ts';

/** An e-mail before it becomes HTML: every string is plain text, every link encoded. */
export interface RenderedEmail {
  /** Of the wording, which an agency may have in one language alone. */
  locale: Locale;
  subject: string;
  preheader: string;
  blocks: readonly EmailBlock[];
  /** The plain-text alternative. */
  text: string;
}

/** The e-mail of a template; undefined when it has none. */
export function renderEmail(
  id: TemplateId,
  data: TemplateData,
  voice: Voice,
): Rendering<RenderedEmail> | undefined {
  const { tenant, own } = voice;
  const chosen = chooseWording<EmailWording>(own?.email, EMAIL_TEMPLATES[id], voice.locale, tenant.locale);
  if (chosen === undefined) return undefined;
  const { wording, locale } = chosen;
  const values = valuesFor(variablesOf(id), data, { tenant, locale }, 'typographic');
  const missing = new Set<string>();
  const subject = plainLine(fillText(wording.subject, values, missing));
  const preheader = plainLine(fillText(wording.preheader, values, missing));
  const said = fillBlocks(wording.blocks, values, missing);
  if (missing.size > 0) return { missing: [...missing] };
  const answers = answersOf(id, voice);
  const about = id === 'APPOINTMENT_REMINDER_24H' ? 'appointment' : 'question';
  const blocks = answers === undefined ? said : withAnswerButtons(said, answers, about, locale);
  return { locale, subject, preheader, blocks, text: textOfBlocks(blocks) };
}

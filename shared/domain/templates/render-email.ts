import type { TemplateId } from './contracts.ts';
import { type EmailBlock, fillBlocks, textOfBlocks } from './email-blocks.ts';
import { EMAIL_TEMPLATES } from './email/templates.ts';
import { fillText } from './fill-text.ts';
import type { Rendering } from './render-sms.ts';
import { plainLine } from './safe-text.ts';
import { type TemplateData, valuesFor, variablesOf, type Voice } from './template-data.ts';

/** An e-mail before it becomes HTML: every string is plain text, every link encoded. */
export interface RenderedEmail {
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
  const wording = EMAIL_TEMPLATES[id]?.[voice.locale];
  if (wording === undefined) return undefined;
  const values = valuesFor(variablesOf(id), data, voice, 'typographic');
  const missing = new Set<string>();
  const subject = plainLine(fillText(wording.subject, values, missing));
  const preheader = plainLine(fillText(wording.preheader, values, missing));
  const blocks = fillBlocks(wording.blocks, values, missing);
  if (missing.size > 0) return { missing: [...missing] };
  return { subject, preheader, blocks, text: textOfBlocks(blocks) };
}

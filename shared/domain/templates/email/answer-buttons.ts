import type { AnswerLinks } from '../../link.ts';
import type { Locale } from '../../prospect.ts';
import type { EmailBlock } from '../email-blocks.ts';

const LABELS = {
  appointment: {
    fr: { yes: 'Oui, je confirme', no: 'Non, j’annule' },
    en: { yes: 'Yes, I confirm', no: 'No, I cancel' },
  },
  question: { fr: { yes: 'Oui', no: 'Non' }, en: { yes: 'Yes', no: 'No' } },
} as const;

/** The blocks of an e-mail that asks for an answer, with a button for each before its farewell. */
export function withAnswerButtons(
  blocks: readonly EmailBlock[],
  { yes, no }: AnswerLinks,
  about: keyof typeof LABELS,
  locale: Locale,
): readonly EmailBlock[] {
  const labels = LABELS[about][locale];
  const buttons: EmailBlock[] = [
    { kind: 'answer', label: labels.yes, link: yes },
    { kind: 'answer', label: labels.no, link: no },
  ];
  const end = blocks.at(-1)?.kind === 'paragraph' ? blocks.length - 1 : blocks.length;
  return [...blocks.slice(0, end), ...buttons, ...blocks.slice(end)];
}

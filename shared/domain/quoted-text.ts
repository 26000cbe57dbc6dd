/** A message without what it repeats, and what it repeats. */
export interface FoldedText {
  text: string;
  quoted?: string;
}

const QUOTED_LINE = /^\s*>/;
/** « Le 3 mai 2026 à 10:02, Agence <a@b.fr> a écrit : », which programs break into lines. */
const INTRODUCTION = /^\s*(?:le|on)\b.{4,300}?\b(?:a écrit|wrote)\s*:\s*$/i;
const SEPARATOR =
  /^\s*(?:-{2,}\s*(?:message d['’]origine|message transféré|original message|forwarded message)\b|_{10,}\s*$)/i;
const SENDER = /^\s*(?:de|from)\s*:.+$/i;

/** A header block that a program puts in front of what it repeats has at least a sender and a subject or a date. */
const HEADER_LINE = /^\s*(?:de|from|à|to|cc|objet|subject|envoyé|sent|date)\s*:/i;

/** How many lines an introduction may be broken into. */
const BROKEN_INTO = 3;

/**
 * Separates what somebody wrote from the message that their program repeats below it, in French and English. What
 * stands below a repetition belongs to it; a message that is nothing but a repetition stays whole.
 */
export function foldQuotedText(whole: string): FoldedText {
  const lines = whole.replaceAll('\r\n', '\n').split('\n');
  const start = lines.findIndex((_, index) => beginsQuotation(lines, index));
  if (start < 0) return { text: whole.trim() };
  const text = lines.slice(0, start).join('\n').trim();
  const quoted = lines.slice(start).join('\n').trim();
  return text === '' ? { text: whole.trim() } : { text, quoted };
}

function beginsQuotation(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (line.trim() === '') return false;
  if (QUOTED_LINE.test(line) || SEPARATOR.test(line)) return true;
  if (SENDER.test(line))
    return lines.slice(index + 1, index + 5).filter((next) => HEADER_LINE.test(next)).length >= 2;
  for (let length = 1; length <= BROKEN_INTO; length += 1)
    if (INTRODUCTION.test(lines.slice(index, index + length).join(' '))) return true;
  return false;
}

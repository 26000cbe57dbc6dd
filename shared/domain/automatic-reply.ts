/** What tells an e-mail that a machine sent from one that a person wrote. */
export interface ReceivedHead {
  from: string;
  subject: string;
  /** By their names, in whatever case. */
  headers: Readonly<Record<string, string>>;
}

/** Who writes about the delivery of e-mails (RFC 5321, 4.5.1; RFC 3834, 2). */
const MACHINES: ReadonlySet<string> = new Set(['mailer-daemon', 'postmaster']);
/** What was answered before there was a header for it, and still is. */
const MASS: ReadonlySet<string> = new Set(['bulk', 'auto_reply', 'junk']);
/** How programs begin the subject of an absence, folded. « Re: » before it is a person who answers it. */
const ABSENCE =
  /^(?:reponse automatique|auto(?:matic)?[- ]?reply|out of (?:the )?office|absence du bureau|absent(?:\(e\)|e)? du bureau|message d.absence)\b/;

/**
 * Did a machine write it? RFC 3834 has `Auto-Submitted` say so, with anything but `no`, and has answers go out under
 * the empty return path. Older programs say `Precedence` or `X-Autoreply`, some the subject alone.
 */
export function isAutomaticReply({ from, subject, headers }: ReceivedHead): boolean {
  const said = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const submitted = firstWord(said.get('auto-submitted'));
  return (
    (submitted !== '' && submitted !== 'no') ||
    MASS.has(firstWord(said.get('precedence'))) ||
    said.has('x-autoreply') ||
    said.get('return-path')?.trim() === '<>' ||
    MACHINES.has(from.slice(0, from.lastIndexOf('@')).toLowerCase()) ||
    ABSENCE.test(folded(subject))
  );
}

/** A value without its parameters and comments, in lower case. */
function firstWord(value = ''): string {
  return (/^[^\s;(]+/.exec(value.trim())?.[0] ?? '').toLowerCase();
}

/** Lower case and without accents. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .trim()
    .toLowerCase();
}

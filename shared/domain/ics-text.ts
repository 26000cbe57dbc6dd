/** A line of a calendar file: its name, and a value written as it is or a text to be escaped. */
export type IcsLine = readonly [name: string, value: string | { text: string }];

/** Octets of a line, its end not counted (RFC 5545, 3.1). */
const LONGEST_LINE = 75;

/** The text of an iCalendar file (RFC 5545): escaped, folded, every line ended by CRLF. */
export function icsText(lines: readonly IcsLine[]): string {
  return lines
    .map(
      ([name, value]) =>
        `${fold(`${name}:${typeof value === 'string' ? value : escapeText(value.text)}`)}\r\n`,
    )
    .join('');
}

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line break; other control characters are not allowed. */
function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\n\r]/g, '\\n')
    .replace(/[^\P{Cc}\t]/gu, '');
}

/** RFC 5545, 3.1: a long line goes on after CRLF and a space, which counts; no character is cut in two. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

import plans from './phone-plans.json' with { type: 'json' };

const E164 = /^\+[1-9]\d{6,14}$/;
/** Ten digits that start with 0 are dialled like that in France and in the overseas departments. */
const FRENCH_NATIONAL = /^0([1-9]\d{8})$/;
const FRENCH_CODES = ['33', '262', '590', '594', '596'];
/** Where a 0 is dialled before national numbers, and written by some behind the calling code. */
const WITH_TRUNK_ZERO = new Set([...FRENCH_CODES, '32', '41', '377', '508']);

const patterns = new Map(
  Object.entries(plans).map(([code, pattern]) => [code, new RegExp(`^(?:${pattern})$`)]),
);

/**
 * A phone number in E.164. National French input is accepted (`06 12 34 56 78`, `0692 12 34 56`). Numbers of France,
 * its overseas territories and its neighbours must exist in their numbering plans; others need only have E.164's
 * shape. Undefined when it is no phone number.
 */
export function normalisePhone(input: string): string | undefined {
  if (!/^[+\d\s().\u00a0\u202f-]+$/.test(input)) return undefined;
  const compact = input
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+');
  const national = FRENCH_NATIONAL.exec(compact)?.[1];
  if (national !== undefined) {
    const code = FRENCH_CODES.find((candidate) => patterns.get(candidate)?.test(national));
    return code === undefined ? undefined : `+${code}${national}`;
  }
  if (!E164.test(compact)) return undefined;
  const code = [...patterns.keys()].find((candidate) => compact.startsWith(`+${candidate}`));
  if (code === undefined) return compact;
  const written = compact.slice(1 + code.length);
  const rest = WITH_TRUNK_ZERO.has(code) ? written.replace(/^0/, '') : written;
  return patterns.get(code)?.test(rest) === true ? `+${code}${rest}` : undefined;
}

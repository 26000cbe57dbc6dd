import type * as z from 'zod/mini';
import type { FieldError } from '../domain/field-error.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with each field, in words that say what would be right. */
export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathOf([...issue.path, key]),
        message: 'is not a known field',
      }));
    }
    return [{ path: pathOf(issue.path), message: messageOf(issue) }];
  });
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

function messageOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${nounFor(issue.expected)}`;
    case 'invalid_union':
      return `must be ${issue.errors.flatMap((option) => option.flatMap(expectedBy)).join(' or ')}`;
    case 'invalid_key':
      return issue.issues.map((inner) => `has a name that ${messageOf(inner)}`).join(' and ');
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
      return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? `is not a valid ${issue.format}`;
    case 'custom':
      return issue.message;
    default:
      return 'does not fit';
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address',
  datetime: 'must be an ISO 8601 instant with an offset, such as 2026-12-01T15:00:00+01:00',
  regex: 'does not have the right form',
};

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}

function expectedBy(issue: Issue): string[] {
  return issue.code === 'invalid_type' ? [nounFor(issue.expected)] : [];
}

/** What JSON calls the types that the schemas name in their own way. */
const NOUNS: Readonly<Record<string, string>> = { int: 'integer', record: 'object' };

function nounFor(expected: string): string {
  const noun = NOUNS[expected] ?? expected;
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

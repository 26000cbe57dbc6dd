import type { ContentBody } from './content.ts';

const VARIABLE = /\{\{(\w+)\}\}/g;

interface Rule {
  readonly breaks: (body: ContentBody, samples: Readonly<Record<string, string>>) => boolean;
  readonly reason: string;
}

/** Written after what Meta says, and on purpose apart from the product’s own rules. This machine passes for https. */
const RULES: readonly Rule[] = [
  {
    breaks: ({ body = '' }) => body.length === 0 || body.length > 1024,
    reason: 'The body of the template must have between 1 and 1024 characters.',
  },
  {
    breaks: ({ body = '' }) => /^[\s\p{P}]*\{\{|\}\}[\s.,;:!?…]*$/u.test(body),
    reason: 'Variables can’t be at the start or end of the template.',
  },
  {
    breaks: ({ body = '' }) => /\}\}\s*\{\{/.test(body),
    reason: 'Variables can’t be placed next to each other.',
  },
  {
    breaks: ({ body = '' }) => {
      const numbers = new Set([...body.matchAll(VARIABLE)].map(([, number]) => Number(number)));
      return numbers.size > 0 && Math.max(...numbers) !== numbers.size;
    },
    reason: 'The variables of the body are not sequential.',
  },
  {
    breaks: ({ body = '' }) =>
      body.split(/\s+/).length < 3 * new Set([...body.matchAll(VARIABLE)].map(([name]) => name)).size + 1,
    reason:
      'This template contains too many variable parameters relative to the message length. You need to decrease the number of variable parameters or increase the message length.',
  },
  {
    breaks: ({ header_text: header = '', footer = '' }) => header.length > 60 || footer.length > 60,
    reason: 'The header and the footer can have at most 60 characters.',
  },
  {
    breaks: ({ footer = '' }) => footer.includes('{{'),
    reason: 'The footer can’t have variables.',
  },
  {
    breaks: ({ actions = [] }) =>
      actions.some(({ title = '' }) => title === '' || title.length > 25 || title.includes('{{')),
    reason: 'The text of a button must have between 1 and 25 characters, and no variables.',
  },
  {
    breaks: ({ actions = [] }) =>
      actions.some(
        ({ type, url = '' }) =>
          type === 'URL' && !/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])[^{}]+(\{\{\d+\}\})?$/.test(url),
      ),
    reason: 'The address of a button must be https, with its variable at the end.',
  },
  {
    breaks: (body, samples) =>
      [...JSON.stringify(body).matchAll(VARIABLE)].some(([, number = '']) => !samples[number]),
    reason: 'The template lacks samples of its variables.',
  },
];

/** Why Meta would reject a content; undefined when it would not. */
export function rejectionOf(
  body: ContentBody,
  samples: Readonly<Record<string, string>>,
): string | undefined {
  return RULES.find(({ breaks }) => breaks(body, samples))?.reason;
}

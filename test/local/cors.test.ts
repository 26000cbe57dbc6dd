import { expect, test } from 'vitest';
import { corsHeaders, preflightAnswer } from '../../local/aws/cors.ts';

const RULES = [{ origins: ['*'], methods: ['PUT'], headers: ['content-type'] }];
const url = new URL('http://127.0.0.1/bucket/key?X-Amz-Signature=1');
const body = Buffer.alloc(0);
const preflight = (method: string, names?: string) => ({
  method: 'OPTIONS',
  url,
  body,
  headers: {
    origin: 'https://app.example',
    'access-control-request-method': method,
    ...(names !== undefined && { 'access-control-request-headers': names }),
  },
});

test('A page may send what a rule of the bucket admits', () => {
  expect(preflightAnswer(RULES, preflight('PUT', 'Content-Type'))).toMatchObject({
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'PUT',
      'access-control-allow-headers': 'content-type',
    },
  });
});

test.each([
  ['another method', RULES, preflight('DELETE')],
  ['a header that no rule names', RULES, preflight('PUT', 'content-type, x-secret')],
  ['a bucket without rules', [], preflight('PUT')],
  ['another page', [{ ...RULES[0]!, origins: ['https://other.example'] }], preflight('PUT')],
])('A page may not with %s', (_what, rules, request) => {
  expect(preflightAnswer(rules, request)).toMatchObject({ status: 403 });
});

test('A rule for one page names it, and who is no page is told nothing', () => {
  const rules = [{ ...RULES[0]!, origins: ['https://app.example'] }];
  const request = { method: 'PUT', url, body, headers: { origin: 'https://app.example' } };
  expect(corsHeaders(rules, request)).toMatchObject({ 'access-control-allow-origin': 'https://app.example' });
  expect(corsHeaders(rules, { ...request, headers: {} })).toBeUndefined();
});

import type { CorsRule } from '../template/model.ts';
import { s3Error, type AwsRequest, type AwsResponse } from './wire.ts';

/**
 * What a browser is told of a bucket by the first rule that admits the page, as S3 does it; undefined when none does, or
 * when no page asks.
 */
export function corsHeaders(
  rules: readonly CorsRule[],
  { method, headers }: AwsRequest,
): Readonly<Record<string, string>> | undefined {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  const wanted = headers['access-control-request-method'] ?? method;
  const asked = namesIn(headers['access-control-request-headers']);
  const rule = rules.find(
    (one) =>
      matches(one.origins, origin) &&
      one.methods.includes(wanted) &&
      asked.every((name) => matches(one.headers, name)),
  );
  if (!rule) return undefined;
  return {
    'access-control-allow-origin': rule.origins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** What a browser asks before it sends: the rules answer, whoever signed the address. */
export function preflightAnswer(rules: readonly CorsRule[], request: AwsRequest): AwsResponse {
  const headers = corsHeaders(rules, request);
  if (headers) return { status: 200, headers, body: '' };
  return s3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
}

function namesIn(list = ''): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}

/** S3 takes one `*` in a pattern; the stack has no other than `*` alone. */
function matches(patterns: readonly string[], value: string): boolean {
  return patterns.includes('*') || patterns.includes(value);
}

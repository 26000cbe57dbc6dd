import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { FieldError } from '../../domain/field-error.ts';
import { type AppError, ERROR_STATUS, type ErrorCode } from '../../errors.ts';

const TITLES: Readonly<Record<ErrorCode, string>> = {
  'invalid-request': 'The request does not fit',
  'invalid-json': 'The body is not JSON',
  unauthenticated: 'A valid credential is needed',
  'missing-scope': 'The credential may not do this',
  'no-agency': 'The account belongs to no agency, or to several',
  'invalid-signature': 'The signature does not fit',
  'not-found': 'Not found',
  'already-left': 'The message has left',
  'answered-meanwhile': 'A colleague has answered',
  'audience-not-ready': 'The audience is not ready',
  'broadcast-ended': 'The broadcast has ended',
  'version-conflict': 'Somebody else wrote a newer version',
  'payload-too-large': 'The request is too large',
  'unsupported-media-type': 'The body must be JSON',
  'idempotency-key-reused': 'The idempotency key was used for another request',
};

/** An RFC 9457 answer. */
function problem(
  code: ErrorCode,
  detail: string,
  errors?: readonly FieldError[],
): APIGatewayProxyStructuredResultV2 {
  const status = ERROR_STATUS[code];
  const headers = code === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {};
  return toResponse(
    status,
    { type: `urn:coccinelle:problem:${code}`, title: TITLES[code], status, detail, code, errors },
    headers,
  );
}

/** What anybody may know of a fault of ours: that there was one, and how to name it to us. */
export function internalProblem(requestId: string): APIGatewayProxyStructuredResultV2 {
  const detail = `Something went wrong on our side. Request ${requestId}.`;
  return toResponse(
    500,
    {
      type: 'urn:coccinelle:problem:internal',
      title: 'Internal error',
      status: 500,
      detail,
      code: 'internal',
    },
    {},
  );
}

export function problemOf(error: AppError): APIGatewayProxyStructuredResultV2 {
  return problem(error.code, error.message, error.errors);
}

function toResponse(
  statusCode: number,
  body: object,
  headers: Record<string, string>,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(body),
  };
}

import type { FieldError } from './domain/field-error.ts';

/** Codes that client applications may rely on; each has one HTTP status. */
export const ERROR_STATUS = {
  'invalid-request': 400,
  'invalid-json': 400,
  unauthenticated: 401,
  'missing-scope': 403,
  'no-agency': 403,
  'invalid-signature': 403,
  'not-found': 404,
  'already-left': 409,
  'answered-meanwhile': 409,
  'version-conflict': 409,
  'audience-not-ready': 409,
  'broadcast-ended': 409,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'idempotency-key-reused': 422,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A fault that the caller can understand and act on. Thrown anywhere, turned into a response by `runtime/http`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[] | undefined;

  constructor(code: ErrorCode, detail: string, errors?: readonly FieldError[]) {
    super(detail);
    this.name = 'AppError';
    this.code = code;
    this.errors = errors;
  }
}

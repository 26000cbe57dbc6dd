import { AppError } from '../../errors.ts';
import type { ApiRequest } from './api.ts';

/** The `Idempotency-Key` header. @throws AppError `invalid-request` unless it is 1 to 255 printable characters. */
export function idempotencyKeyOf({ headers }: Pick<ApiRequest, 'headers'>): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const errors = [
    { path: 'Idempotency-Key', message: 'must be 1 to 255 printable ASCII characters without spaces' },
  ];
  throw new AppError('invalid-request', 'The Idempotency-Key header does not fit.', errors);
}

import type * as z from 'zod/mini';
import { fieldErrors } from '../../contracts/field-errors.ts';
import { AppError } from '../../errors.ts';
import type { ApiRequest } from './api.ts';

/** Reads a JSON body of one of the media types. @throws AppError `unsupported-media-type` or `invalid-json`. */
export function readJson(
  { headers, body }: Pick<ApiRequest, 'headers' | 'body'>,
  types: readonly string[] = ['application/json'],
): unknown {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined || !types.includes(type)) {
    throw new AppError('unsupported-media-type', `Send the body with Content-Type: ${types.join(' or ')}.`);
  }
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError(
      'invalid-json',
      body === '' ? 'The body is empty.' : 'The body cannot be read as JSON.',
    );
  }
}

/** Fits a value to a contract. @throws AppError `invalid-request` that names every field that does not fit. */
export function fit<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const errors = fieldErrors(result.error.issues);
  const [first] = errors;
  const detail =
    first === undefined
      ? 'The body does not fit.'
      : `${first.path === '' ? 'The body' : first.path} ${first.message}.`;
  throw new AppError(
    'invalid-request',
    errors.length > 1 ? `${detail} (and ${errors.length - 1} more)` : detail,
    errors,
  );
}

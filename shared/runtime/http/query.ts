import type * as z from 'zod/mini';
import type { ApiRequest } from './api.ts';
import { fit } from './json-body.ts';

/** Fits the query of a request to a contract; of a name that is repeated, the last one counts. @throws AppError `invalid-request`. */
export function fitQuery<T extends z.ZodMiniType>(
  schema: T,
  { rawQuery }: Pick<ApiRequest, 'rawQuery'>,
): z.output<T> {
  return fit(schema, Object.fromEntries(new URLSearchParams(rawQuery)));
}

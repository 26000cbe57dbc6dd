import { type Page, pageOf, type PageRequest } from '../../contracts/http/list-page.ts';
import { AppError } from '../../errors.ts';

/** A page of a list. @throws AppError `invalid-request` for a cursor of another list. */
export function requirePage<T extends string>(names: readonly T[], request: PageRequest): Page<T> {
  const page = pageOf(names, request);
  if (page !== undefined) return page;
  const errors = [{ path: 'cursor', message: 'is not a cursor of this list' }];
  throw new AppError('invalid-request', 'The cursor is not one of this list.', errors);
}

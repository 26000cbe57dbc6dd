import { type Page, pageOf, type PageRequest, positionIn } from '../../contracts/http/list-page.ts';
import { AppError } from '../../errors.ts';

/** A page of a list. @throws AppError `invalid-request` for a cursor of another list. */
export function requirePage<T extends string>(names: readonly T[], request: PageRequest): Page<T> {
  const page = pageOf(names, request);
  if (page !== undefined) return page;
  throw strangeCursor();
}

/** The position that a request goes on from; undefined at the start. @throws AppError `invalid-request`. */
export function requirePosition(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const position = positionIn(list, cursor);
  if (position === undefined) throw strangeCursor();
  return position;
}

function strangeCursor(): AppError {
  const errors = [{ path: 'cursor', message: 'is not a cursor of this list' }];
  return new AppError('invalid-request', 'The cursor is not one of this list.', errors);
}

import { AppError } from '../../errors.ts';
import type { ApiRequest } from './api.ts';

/** Longer than names of ours or of segments; much longer ones cannot even be asked for. */
const LONGEST = 64;

/** The name in an address. @throws AppError `not-found` for what cannot be one. */
export function namedIn({ params }: ApiRequest, parameter: string): string {
  const name = params[parameter] ?? '';
  if (name.length > LONGEST || !/^[\w.-]+$/.test(name))
    throw new AppError('not-found', 'There is nothing of this name.');
  return name;
}

import { AppError } from '../../shared/errors.ts';
import type { ApiOptions, Authorize } from '../../shared/runtime/http/api.ts';
import { logger } from './common.ts';

/** Routes without a key: providers sign what they send, and links are sealed. */
export function publicOptions(): ApiOptions {
  const authorize: Authorize = async () => {
    throw new AppError('unauthenticated', 'No route here takes a key.');
  };
  return { authorize, logger: logger() };
}

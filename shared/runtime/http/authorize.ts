import { type ApiKey, hashOfApiKey, type Scope } from '../../domain/api-key.ts';
import { AppError } from '../../errors.ts';

export type FindApiKey = (hash: string) => Promise<ApiKey | undefined>;

const LONGEST_KEY = 200;

/**
 * Checks API keys. The tenant comes from the key and from nowhere else. Keys are looked up by their hash, so that
 * comparing takes the same time whatever the key.
 */
export function apiKeyAuthorizer(find: FindApiKey) {
  return async (authorization: string | undefined, scope: Scope): Promise<string> => {
    const [, text] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    if (text === undefined || text.length > LONGEST_KEY) {
      throw new AppError('unauthenticated', 'Send the API key as "Authorization: Bearer <key>".');
    }
    const key = await find(hashOfApiKey(text));
    if (key === undefined) throw new AppError('unauthenticated', 'The API key is not known.');
    if (!key.scopes.includes(scope))
      throw new AppError('missing-scope', `The API key lacks the scope ${scope}.`);
    return key.tenantId;
  };
}

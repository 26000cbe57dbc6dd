import { acceptanceScopes } from '../../shared/adapters/dynamodb/acceptance-scopes.ts';
import { once, retentionDays, table } from './common.ts';

/** In a file of its own: the bundle of a function that imports it holds no other store. */
export const scopesOfAcceptance = once(() => acceptanceScopes(table(), retentionDays()));

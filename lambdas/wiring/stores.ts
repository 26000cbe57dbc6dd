import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { noteProviderDown, once, retentionDays, table } from './common.ts';

export const tenantScopes = once(() => dynamoScopes(table(), retentionDays(), noteProviderDown));

import { apiOptions, tenantScopes } from '../wiring/api.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(tenantScopes(), apiOptions());

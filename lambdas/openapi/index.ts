import document from './openapi.json' with { type: 'json' };
import { requireEnv } from '../../shared/env.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(document, requireEnv('publicBaseUrl'));

import { requireEnv } from '../../shared/env.ts';
import { webhookOptions, webhookPorts, webhookReaders } from '../wiring/webhooks.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(
  webhookPorts(),
  webhookReaders(),
  requireEnv('publicBaseUrl'),
  webhookOptions(),
);

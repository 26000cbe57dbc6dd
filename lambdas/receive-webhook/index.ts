import { requireEnv } from '../../shared/env.ts';
import { publicOptions } from '../wiring/public.ts';
import { webhookPorts, webhookReaders } from '../wiring/webhooks.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(
  webhookPorts(),
  webhookReaders(),
  requireEnv('publicBaseUrl'),
  publicOptions(),
);

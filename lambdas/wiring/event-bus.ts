import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { EventBus } from '../../shared/adapters/events/event-bus.ts';
import { readEnv, requireEnv } from '../../shared/env.ts';
import { AWS_CLIENT, once, retry } from './common.ts';

/** A stage that publishes nothing leaves the list empty. */
const publishedTypes = (): string[] =>
  (readEnv('publishedEvents') ?? '').split(',').filter((type) => type !== '');

export const domainEvents = once(
  () =>
    new EventBus(new EventBridgeClient(AWS_CLIENT), requireEnv('eventBusName'), publishedTypes(), retry()),
);

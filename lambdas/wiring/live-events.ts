import { AppSyncEvents } from '../../shared/adapters/signed-aws/appsync-events.ts';
import { requireEnv } from '../../shared/env.ts';
import { logger, once, retry } from './common.ts';

export const liveEvents = once(
  () =>
    new AppSyncEvents(
      requireEnv('liveEventsUrl'),
      (error) => logger().error('live-event-lost', error),
      retry(),
    ),
);

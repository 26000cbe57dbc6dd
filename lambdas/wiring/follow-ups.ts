import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { ScheduledFollowUps } from '../../shared/adapters/scheduler/follow-ups.ts';
import { requireEnv } from '../../shared/env.ts';
import { AWS_CLIENT, once, recordsAtWork } from './common.ts';

export const followUps = once(() => {
  const target = {
    group: requireEnv('scheduleGroup'),
    queueArn: requireEnv('followUpsQueueArn'),
    roleArn: requireEnv('schedulerRoleArn'),
  };
  return new ScheduledFollowUps(new SchedulerClient(AWS_CLIENT), target, systemClock, recordsAtWork);
});

import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { ScheduledJourneyTimers } from '../../shared/adapters/scheduler/journey-timers.ts';
import { requireEnv } from '../../shared/env.ts';
import type { PlannedPorts } from '../../shared/use-cases/do-planned.ts';
import { AWS_CLIENT, once } from './common.ts';
import { domainEvents } from './event-bus.ts';
import { intakeQueue, noticeQueue, routingQueue } from './queues.ts';
import { screens } from './screens.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

const timers = once(() => {
  const target = {
    group: requireEnv('scheduleGroup'),
    queueArn: requireEnv('journeysQueueArn'),
    roleArn: requireEnv('timersRoleArn'),
  };
  return new ScheduledJourneyTimers(new SchedulerClient(AWS_CLIENT), target, systemClock);
});

export function plannedPorts(): PlannedPorts {
  return {
    clock: systemClock,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    routingQueue: routingQueue(),
    timers: timers(),
    intakes: intakeQueue(),
    domainEvents: domainEvents(),
    screens: screens(),
    notices: noticeQueue(),
  };
}

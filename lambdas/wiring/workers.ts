import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { sqsPackQueues, sqsSendQueues } from '../../shared/adapters/sqs/command-queues.ts';
import type { SqsQueue } from '../../shared/adapters/sqs/queue.ts';
import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import type { EnvironmentKey } from '../../shared/env.ts';
import type { ChannelProvider } from '../../shared/ports/channel-provider.ts';
import type { InboxScreens } from '../../shared/ports/inbox-screens.ts';
import type { JourneyQueue } from '../../shared/ports/journey-queue.ts';
import type { NoticeQueue } from '../../shared/ports/notice-queue.ts';
import type { PackQueues, SendQueues } from '../../shared/ports/queues.ts';
import type { RoutePorts } from '../../shared/use-cases/route-message.ts';
import type { ReportPorts } from '../../shared/use-cases/report-outcome.ts';
import type { FollowUpPorts } from '../../shared/use-cases/run-follow-up.ts';
import type { SenderPorts } from '../../shared/use-cases/sender-ports.ts';
import { countingRecords, logger } from './common.ts';
import { domainEvents } from './event-bus.ts';
import { followUps } from './follow-ups.ts';
import {
  journeyQueue,
  noticeQueue,
  planQueue,
  prepareQueue,
  queue,
  routingQueue,
  statisticsQueue,
} from './queues.ts';
import { screens } from './screens.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

export { countingRecords, logger };

const SEND_QUEUES = {
  sms: 'smsQueueUrl',
  whatsapp: 'whatsappQueueUrl',
  email: 'emailQueueUrl',
} as const satisfies Record<string, EnvironmentKey>;

const PACK_QUEUES = {
  sms: 'smsPacksQueueUrl',
  whatsapp: 'whatsappPacksQueueUrl',
  email: 'emailPacksQueueUrl',
} as const satisfies Record<string, EnvironmentKey>;

/** A sender is told of its own queue alone, so each is looked up when it is first used. */
function byChannel(urls: typeof SEND_QUEUES | typeof PACK_QUEUES) {
  const queues = new Map<string, SqsQueue>();
  return (channel: DeliverableChannel): SqsQueue => {
    const known = queues.get(channel) ?? queue(urls[channel]);
    queues.set(channel, known);
    return known;
  };
}

/** Messages of broadcasts belong to no journey: whoever sends those alone is not told of its queue. */
const toldWhenNeeded: JourneyQueue = { send: (told) => journeyQueue().send(told) };

/** Agents hear of no message of a broadcast either, and see none in the inbox. */
const rungWhenNeeded: NoticeQueue = { send: (notice) => noticeQueue().send(notice) };
const shownWhenNeeded: InboxScreens = {
  show: (...what) => screens().show(...what),
  remove: (...what) => screens().remove(...what),
};

const sendQueues = (): SendQueues => sqsSendQueues(byChannel(SEND_QUEUES));
export const packQueues = (): PackQueues => sqsPackQueues(byChannel(PACK_QUEUES));

export function routePorts(): RoutePorts {
  return {
    clock: systemClock,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    sendQueues: sendQueues(),
    followUps: followUps(),
    domainEvents: domainEvents(),
    screens: shownWhenNeeded,
    journeys: toldWhenNeeded,
    notices: rungWhenNeeded,
    operators: logger(),
  };
}

export function reportPorts(): ReportPorts {
  return {
    clock: systemClock,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    routingQueue: routingQueue(),
    domainEvents: domainEvents(),
    screens: shownWhenNeeded,
    statistics: statisticsQueue(),
    journeys: toldWhenNeeded,
    notices: rungWhenNeeded,
    operators: logger(),
  };
}

export function senderPorts(provider: ChannelProvider): SenderPorts {
  return {
    ...reportPorts(),
    ids: randomIds,
    sendQueues: sendQueues(),
    followUps: followUps(),
    provider,
  };
}

export function followUpPorts(providers: FollowUpPorts['providers']): FollowUpPorts {
  return {
    ...reportPorts(),
    followUps: followUps(),
    prepareQueue: prepareQueue(),
    planQueue: planQueue(),
    providers,
  };
}

import { packMessage } from '../../contracts/pack-message.ts';
import type { PackCommand } from '../../domain/broadcast.ts';
import type { DeliverableChannel } from '../../domain/channel.ts';
import type { RouteCommand, SendCommand } from '../../domain/commands.ts';
import type { ProviderReport } from '../../domain/reports.ts';
import type { FollowUpQueue } from '../../ports/follow-ups.ts';
import type { PlanQueue, PrepareQueue } from '../../ports/plan-queues.ts';
import type { PackQueues, RoutingQueue, SendQueues } from '../../ports/queues.ts';
import type { JourneyTold } from '../../domain/journeys/journey-event.ts';
import type { IntakeQueue } from '../../ports/intake-queue.ts';
import type { JourneyQueue } from '../../ports/journey-queue.ts';
import type { ReportQueue } from '../../ports/report-queue.ts';
import type { RuleQueue } from '../../ports/rule-queue.ts';
import type { SqsQueue } from './queue.ts';

/**
 * The version in every queue message: a consumer refuses one that it does not know. Commands carry their tenant as
 * group, so that an agency with much to do does not hold up the others (fair queues).
 */
const VERSION = 1;

export function sqsRoutingQueue(queue: SqsQueue): RoutingQueue {
  return {
    send: (command: RouteCommand) => queue.send({ v: VERSION, ...command }, 0, command.message.tenantId),
  };
}

export function sqsSendQueues(queueOf: (channel: DeliverableChannel) => SqsQueue): SendQueues {
  return {
    send: (channel: DeliverableChannel, command: SendCommand, delaySeconds) =>
      queueOf(channel).send({ v: VERSION, ...command }, delaySeconds, command.message.tenantId),
  };
}

export function sqsPackQueues(queueOf: (channel: DeliverableChannel) => SqsQueue): PackQueues {
  return {
    send: (channel: DeliverableChannel, command: PackCommand, delaySeconds) =>
      queueOf(channel).send(packMessage(command), delaySeconds, command.tenantId),
  };
}

export function sqsReportQueue(queue: SqsQueue): ReportQueue {
  return { send: (report: ProviderReport) => queue.send({ v: VERSION, ...report }) };
}

export function sqsPrepareQueue(queue: SqsQueue): PrepareQueue {
  return { send: (command) => queue.send({ v: VERSION, ...command }, 0, command.tenantId) };
}

export function sqsPlanQueue(queue: SqsQueue): PlanQueue {
  return {
    send: (command) => queue.send({ v: VERSION, ...command }, undefined, command.tenantId),
  };
}

export function sqsIntakeQueue(queue: SqsQueue): IntakeQueue {
  return {
    send: (command, delaySeconds) => queue.send({ v: VERSION, ...command }, delaySeconds, command.tenantId),
  };
}

export function sqsJourneyQueue(queue: SqsQueue): JourneyQueue {
  return { send: (told: JourneyTold) => queue.send({ v: VERSION, ...told }, 0, told.tenantId) };
}

export function sqsRuleQueue(queue: SqsQueue): RuleQueue {
  return { send: (part) => queue.send({ v: VERSION, ...part }) };
}

/** As the schedules of `adapters/scheduler/follow-ups.ts` write to it. */
export function sqsFollowUpQueue(queue: SqsQueue): FollowUpQueue {
  return { send: (followUp) => queue.send({ v: VERSION, ...followUp }) };
}

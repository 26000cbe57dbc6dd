import type { Attempt, AttemptEvent } from '../domain/attempt.ts';
import type { Channel } from '../domain/channel.ts';
import type { AttemptRef } from '../domain/commands.ts';
import type { DomainEventType } from '../domain/domain-event.ts';
import { isNextAttemptDue, type MessageRecord, nextNumber } from '../domain/message-record.ts';
import type { RecordOutcome } from '../ports/message-store.ts';
import type { RoutingQueue } from '../ports/queues.ts';
import type { StatisticsQueue } from '../ports/statistics-queue.ts';
import { showMessage } from './show-outcome.ts';
import { type EndingPorts, tellEnding } from './tell-ending.ts';
import { tellJourney } from './tell-journey.ts';
import { tellStatistics } from './tell-statistics.ts';

export interface ReportPorts extends EndingPorts {
  routingQueue: RoutingQueue;
  statistics: StatisticsQueue;
}

export interface AttemptReport extends AttemptRef {
  channel: Channel;
  event: AttemptEvent;
}

const PUBLISHED_AS: Partial<Record<AttemptEvent['status'], DomainEventType>> = {
  sent: 'message.sent',
  delivered: 'message.delivered',
  opened: 'message.opened',
  read: 'message.opened',
  clicked: 'message.clicked',
  rejected: 'message.failed',
  failed: 'message.failed',
  abandoned: 'message.uncertain',
};

/**
 * Records what became of an attempt and does what follows: tells other systems, has it counted, and has the next
 * channel tried when this one failed. `isRepetition` says that an earlier run may have died between these steps, and so does finding this
 * very report recorded: they are done again.
 */
export async function reportOutcome(
  ports: ReportPorts,
  report: AttemptReport,
  isRepetition: boolean,
): Promise<RecordOutcome> {
  const { messages } = ports.scopes(report.tenantId);
  const { outcome, attempt } = await messages.recordEvent(report.messageId, report.number, report.event);
  if (outcome === 'unknown' || (outcome === 'unchanged' && !isRepetition)) return outcome;
  await followThrough(ports, report, attempt);
  if (attempt?.byAgent === true) await showMessage(ports, report.tenantId, report.messageId);
  return outcome;
}

/**
 * What follows from a report that is recorded. Harmless twice. `known`: the message, if it was read after the report
 * had been recorded; what was read before may lack the very failure, or the ending that it brings to light.
 */
export async function followThrough(
  ports: ReportPorts,
  report: AttemptReport,
  attempt: Attempt,
  known?: MessageRecord,
): Promise<void> {
  await Promise.all([
    publishReport(ports, report),
    tellStatistics(ports, report, attempt),
    tellJourney(ports, report, attempt),
  ]);
  await goOnAfter(ports, report, known);
}

/** Has the next channel tried when the report is that this attempt failed or was given up. Harmless twice. `known`: as above. */
export async function goOnAfter(
  ports: ReportPorts,
  report: AttemptReport,
  known?: MessageRecord,
): Promise<void> {
  const { status } = report.event;
  if (status === 'rejected' || status === 'failed' || status === 'abandoned')
    await tryNextChannel(ports, report, known);
}

/** Tells other systems, and the operators of what nobody knows. Copies have the same id. */
export async function publishReport(
  ports: ReportPorts,
  { tenantId, messageId, number, channel, event }: AttemptReport,
): Promise<void> {
  if (event.status === 'uncertain' || event.status === 'abandoned')
    ports.operators.warn('attempt-uncertain', {
      message: messageId,
      attempt: number,
      channel,
      status: event.status,
    });
  const type = PUBLISHED_AS[event.status];
  if (type === undefined) return;
  const { at, errorCode } = event;
  const id = `${messageId}-${number}-${event.status}`;
  const details = { messageId, attempt: number, channel, ...(errorCode !== undefined && { errorCode }) };
  await ports.domainEvents.publish({ id, type, tenantId, at, ...details });
}

/**
 * Sends the message back to routing once every attempt has failed for good: one that is still open decides what follows.
 * When routing had already found no other channel, or the message had run out of time, this failure is the end of it,
 * and is told.
 */
async function tryNextChannel(
  ports: ReportPorts,
  { tenantId, messageId }: AttemptReport,
  known: MessageRecord | undefined,
): Promise<void> {
  const record = known ?? (await ports.scopes(tenantId).messages.load(messageId));
  if (record === undefined) return;
  if (isNextAttemptDue(record)) {
    await ports.routingQueue.send({ message: record.message, number: nextNumber(record) });
    return;
  }
  await tellEnding(ports, record);
}

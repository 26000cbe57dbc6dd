import { attemptsOf, endingOf, isLost, type MessageRecord, messageStatus } from '../domain/message-record.ts';
import type { DomainEvents } from '../ports/domain-events.ts';
import type { OperatorLog } from '../ports/operator-log.ts';
import { type LossPorts, showLoss } from './show-loss.ts';
import { type JourneyEars, tellJourneyOf } from './tell-journey.ts';

export interface EndingPorts extends LossPorts, JourneyEars {
  domainEvents: DomainEvents;
  operators: OperatorLog;
}

/**
 * Tells other systems, agents and operators that a message has ended without reaching anybody. Says nothing
 * as long as an earlier attempt may still arrive: then its failure is the end. Harmless twice, needed when a run died
 * before it.
 */
export async function tellEnding(ports: EndingPorts, record: MessageRecord): Promise<void> {
  // A cancellation is told by whoever cancels, and by whoever finds it.
  if (!isLost(record)) return;
  const { id, tenantId, prospect, broadcastId, enrolmentId } = record.message;
  const ending = endingOf(record);
  const reason = messageStatus(record);
  const failures = attemptsOf(record).flatMap(({ events }) => Object.values(events).map(({ at }) => at));
  const at = Math.max(ending?.at ?? 0, ...failures);
  const channel = attemptsOf(record).at(-1)?.channel;
  // Two codes: lists of people who cannot be reached are no reason for an alarm.
  const code = broadcastId === undefined ? 'message-undelivered' : 'recipient-undelivered';
  ports.operators.warn(code, { message: id, reason, channel });
  // A journey may have another way: what it has none for, it has shown.
  if (enrolmentId === undefined) await showLoss(ports, record);
  else await tellJourneyOf(ports, record.message, { fact: 'failed', at });
  // The doubt itself was told with the attempt.
  if (ending === undefined || reason !== ending.reason) return;
  await ports.domainEvents.publish({
    id: `${id}-${ending.reason}`,
    type: `message.${ending.reason}`,
    tenantId,
    at,
    messageId: id,
    prospectId: prospect.id,
  });
}

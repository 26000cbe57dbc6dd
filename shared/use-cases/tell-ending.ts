import { attemptsOf, endingOf, type MessageRecord, messageStatus } from '../domain/message-record.ts';
import type { DomainEvents } from '../ports/domain-events.ts';
import type { InboxPorts } from './change-conversation.ts';
import { showOutcome } from './show-outcome.ts';
import { type JourneyEars, tellJourneyOf } from './tell-journey.ts';

interface EndingPorts extends InboxPorts, JourneyEars {
  domainEvents: DomainEvents;
}

/**
 * Tells other systems, and shows in the inbox, that a message has ended without reaching anybody. Says nothing as long as an earlier attempt may
 * still arrive: then its failure is the end. Harmless twice, needed when a run died before it.
 */
export async function tellEnding(ports: EndingPorts, record: MessageRecord): Promise<void> {
  const ending = endingOf(record);
  // A cancellation is told by whoever cancels, and by whoever finds it.
  if (ending === undefined || ending.reason === 'cancelled' || messageStatus(record) !== ending.reason)
    return;
  const { id, tenantId, prospect } = record.message;
  const failures = attemptsOf(record).flatMap(({ events }) => Object.values(events).map(({ at }) => at));
  const at = Math.max(ending.at, ...failures);
  const about = { tenantId, at, messageId: id, prospectId: prospect.id };
  await showOutcome(ports, record);
  await tellJourneyOf(ports, record.message, { fact: 'failed', at });
  await ports.domainEvents.publish({
    id: `${id}-${ending.reason}`,
    type: `message.${ending.reason}`,
    ...about,
  });
}

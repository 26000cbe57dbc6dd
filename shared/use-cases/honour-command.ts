import type { DomainEvent } from '../domain/domain-event.ts';
import { isAnswer } from '../domain/inbound-command.ts';
import { composeEntryId } from '../domain/message-id.ts';
import type { MessageRecord } from '../domain/message-record.ts';
import type { Prospect } from '../domain/prospect.ts';
import type { InboundMessage } from '../domain/thread.ts';
import type { InboundPorts } from './inbound-ports.ts';
import { tellAnswer } from './tell-journey.ts';

/** A message that was kept, whose it is, and what it answers. */
export interface Received {
  tenantId: string;
  person: Prospect;
  message: InboundMessage;
  question: MessageRecord | undefined;
  providerId: string;
}

/** Does what a message commands, and tells other systems of it. Harmless twice. */
export async function honourCommand(
  ports: Pick<InboundPorts, 'scopes' | 'domainEvents' | 'journeys'>,
  received: Received,
): Promise<void> {
  const { tenantId, person, message, question, providerId } = received;
  const { channel, from, at, text, command } = message;
  const { prospects, threads } = ports.scopes(tenantId);
  const about = { tenantId, at, channel, prospectId: person.id };
  const note = (event: 'opted-out' | 'opted-in') =>
    threads.add(person.id, {
      kind: 'event',
      // After the message that caused it.
      id: composeEntryId('event', person.id, at + 1, `${event} ${providerId}`),
      at,
      event,
      channel,
    });
  const tell = (event: Omit<DomainEvent, 'tenantId' | 'at'>) =>
    ports.domainEvents.publish({ ...about, ...event });
  if (command === 'start') {
    await prospects.liftOptOut(channel, from, at);
    await note('opted-in');
  }
  if (command === 'stop') {
    await prospects.suppress(channel, from, { reason: 'opted-out', text, source: sourceOf(providerId), at });
    await note('opted-out');
    await tell({ id: `${providerId}-opted-out`, type: 'prospect.opted-out' });
  }
  if (isAnswer(command) && question !== undefined) {
    const id = `${providerId}-answered`;
    await tellAnswer(ports, question.message, command, at);
    await tell({ id, type: 'prospect.answered', messageId: question.message.id, answer: command });
  }
  await tell({ id: `${providerId}-received`, type: 'message.received', messageId: message.id });
}

/** Where a suppression came from, as its proof says. */
export const sourceOf = (providerId: string): string => `inbound ${providerId}`;

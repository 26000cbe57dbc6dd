import { isForgotten } from '../domain/message.ts';
import type { MessageRecord } from '../domain/message-record.ts';
import type { Prospect } from '../domain/prospect.ts';
import type { InboxPorts } from './change-conversation.ts';
import { recordPerson } from './record-person.ts';

/**
 * Keeps the person whom a client's request names. Here and not before the request is answered: that costs up to some
 * fifty small writes for a person who is new, the queue delivers again what fails, and what is recorded of the person was
 * read anyway. Before the message is handed over: a run that died after it finds the attempt taken and looks no further.
 * Once, as it was accepted: what a message that waited for its time says of the person may be out of date. Agents and our own
 * words answer who is known, journeys keep whom they are about at the entry, an agent is no prospect, and of a broadcast's people nobody is
 * recorded.
 */
export async function keepAddressee(
  ports: InboxPorts,
  { message, deferral }: MessageRecord,
  number: number,
  known?: { stored: Prospect | undefined },
): Promise<void> {
  const { tenantId, prospect: given, createdAt: saidAt } = message;
  const isFirstRun = number === 1 && deferral === undefined;
  const { author, automatic, broadcastId, enrolmentId, isForAgent } = message;
  const isOfRequest = (author ?? automatic ?? broadcastId ?? enrolmentId ?? isForAgent) === undefined;
  if (!isFirstRun || !isOfRequest || isForgotten(message)) return;
  const { stored } = known ?? { stored: await ports.scopes(tenantId).prospects.get(given.id) };
  await recordPerson(ports, tenantId, { given, stored, saidAt });
}

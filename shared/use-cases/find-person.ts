import type { Channel } from '../domain/channel.ts';
import type { Instant } from '../domain/instant.ts';
import type { Message } from '../domain/message.ts';
import { idOfStranger } from '../domain/message-id.ts';
import type { Addresses, Prospect } from '../domain/prospect.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import type { InboxPorts } from './change-conversation.ts';
import { recordPerson } from './record-person.ts';

/** Who wrote: from where, and by what name there. */
export interface Writer {
  channel: Channel;
  address: string;
  name: string | undefined;
  /** The message of ours that they say they answer. */
  answers: Message | undefined;
  at: Instant;
}

/**
 * The person who wrote: who was sent the message that is answered, else whoever the address leads to on this channel
 * or, for a phone, on the other one; else somebody new, whom somebody has to say more of. The same stranger is the
 * same person however often and on however many channels they write at once. Who is not recorded yet is, by what we
 * said of them when we wrote to them, as to one of a broadcast, and by where they wrote from.
 */
export async function findPerson(ports: InboxPorts, tenantId: string, writer: Writer): Promise<Prospect> {
  const scope = ports.scopes(tenantId);
  const { channel, address, name, at: saidAt } = writer;
  const addressee = await findAddressee(scope, writer);
  const id = addressee?.id ?? idOfStranger(address);
  const stored = await scope.prospects.get(id);
  if (stored !== undefined) return stored;
  const from = { ...addressesAt(channel, address, true), id };
  const given: Prospect =
    addressee === undefined
      ? { ...from, toQualify: true, ...(name !== undefined && { name }) }
      : { ...from, ...(addressee.said ?? (await lastSaidOf(scope, id))) };
  await recordPerson(ports, tenantId, { given, stored, saidAt });
  return (await scope.prospects.get(id)) ?? given;
}

/** Whom we wrote to, if that is known; `said`: what we said of them then. */
async function findAddressee(
  { prospects }: TenantScope,
  { channel, address, answers }: Writer,
): Promise<{ id: string; said?: Prospect } | undefined> {
  if (answers !== undefined) return { id: answers.prospect.id, said: answers.prospect };
  const book = await prospects.addressFacts(addressesAt(channel, address));
  const id = book[channel]?.owner ?? book.sms?.owner ?? book.whatsapp?.owner;
  return id === undefined ? undefined : { id };
}

async function lastSaidOf({ messages }: TenantScope, id: string): Promise<Prospect | undefined> {
  const [last] = (await messages.recent(id, 1)).items;
  return last?.message.prospect;
}

/** A number is the same person by SMS and WhatsApp. `own`: where they are known to be reached. */
function addressesAt(channel: Channel, address: string, own = false): Addresses {
  switch (channel) {
    case 'email':
      return { email: address };
    case 'telegram':
      return { telegram: address };
    case 'whatsapp':
      return { whatsapp: address, phone: address };
    case 'sms':
    case 'voice':
      return own ? { phone: address } : { phone: address, whatsapp: address };
  }
}

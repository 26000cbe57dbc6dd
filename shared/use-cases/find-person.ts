import type { Channel } from '../domain/channel.ts';
import { idOfStranger } from '../domain/message-id.ts';
import type { Addresses, Prospect } from '../domain/prospect.ts';
import { makePersonFindable } from './make-findable.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';

/** Who wrote: from where, and by what name there. */
export interface Writer {
  channel: Channel;
  address: string;
  name: string | undefined;
  /** Messages of ours that are answered. */
  references: readonly string[];
}

/**
 * The person who wrote: who was sent the message that is answered, else whoever the address leads to on this channel
 * or, for a phone, on the other one; else somebody new, whom somebody has to say more of. The same stranger is the
 * same person however often and on however many channels they write at once.
 */
export async function findPerson(
  { messages, prospects, people, search }: TenantScope,
  { channel, address, name, references }: Writer,
): Promise<Prospect> {
  for (const id of references) {
    const record = await messages.load(id);
    if (record !== undefined)
      return (await prospects.get(record.message.prospect.id)) ?? record.message.prospect;
  }
  const addresses = addressesAt(channel, address);
  const book = await prospects.addressFacts(addresses);
  const id = book[channel]?.owner ?? book.sms?.owner ?? book.whatsapp?.owner;
  if (id !== undefined) return (await prospects.get(id)) ?? { id, ...addresses };
  const stranger: Prospect = {
    ...addressesAt(channel, address, true),
    id: idOfStranger(address),
    toQualify: true,
    ...(name !== undefined && { name }),
  };
  await people.enrol(stranger.id);
  await prospects.introduce(stranger);
  await makePersonFindable(search, stranger, undefined);
  return (await prospects.get(stranger.id)) ?? stranger;
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

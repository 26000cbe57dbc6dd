import { type Channel, DELIVERABLE_CHANNELS, type DeliverableChannel } from '../../domain/channel.ts';
import { type Addresses, addressFor } from '../../domain/prospect.ts';
import { addressKey, addressKeys } from './keys.ts';
import type { Key } from './table.ts';

/** Where what is known of a person's addresses is written. */
export function ownKeys(tenantId: string, addresses: Addresses): Key[] {
  return DELIVERABLE_CHANNELS.flatMap((channel) => {
    const address = addressFor(channel, addresses);
    return address === undefined ? [] : [addressKey(tenantId, channel, address)];
  });
}

/** Where it is read, and of which channel each key is. */
export function readKeys(
  tenantId: string,
  addresses: Addresses,
  asked: readonly DeliverableChannel[] = DELIVERABLE_CHANNELS,
): { keys: Key[]; channels: ReadonlyMap<string, Channel> } {
  const channels = new Map<string, Channel>();
  const keys = asked.flatMap((channel) => {
    const address = addressFor(channel, addresses);
    const known = address === undefined ? [] : addressKeys(tenantId, channel, address);
    for (const { pk } of known) channels.set(pk, channel);
    return known;
  });
  return { keys, channels };
}

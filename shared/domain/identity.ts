import type { Channel } from './channel.ts';

/**
 * What an address is known by: two addresses of one identity reach the same person. Of e-mail the case makes no
 * difference: RFC 5321 would have it differ before the `@`, and no provider that people use does. What is sent to stays
 * the address as it was given.
 */
export function identityOf(channel: Channel, address: string): string {
  return channel === 'email' ? identityOfEmail(address) : address;
}

export const identityOfEmail = (address: string): string => address.normalize('NFC').toLowerCase();

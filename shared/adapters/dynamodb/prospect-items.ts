import {
  type AddressBook,
  type AddressFacts,
  factsTogether,
  type Suppression,
} from '../../domain/address-facts.ts';
import type { Channel } from '../../domain/channel.ts';
import type { Consent, Prospect, Ties } from '../../domain/prospect.ts';
import type { Marks } from '../../ports/prospect-store.ts';
import type { Item } from './table.ts';

/** Items by their partitions. */
export const byPartition = (items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((item) => [item['pk'] as string, item]));

/** What is known of addresses, by the keys that were read, the first of a channel before others of it. */
export function bookOf(
  items: ReadonlyMap<string, Item>,
  channels: ReadonlyMap<string, Channel>,
): AddressBook {
  const book: AddressBook = {};
  for (const [pk, channel] of channels) {
    const item = items.get(pk);
    if (item !== undefined) book[channel] = factsTogether(book[channel] ?? {}, factsOf(item));
  }
  return book;
}

/** Consents are kept apart. */
export const textOf = ({ consents: _apart, ...fields }: Prospect): string => JSON.stringify(fields);

/** Undefined where no record is kept: the person was erased. */
export function prospectOf(item: Item): Prospect | undefined {
  if (item['p'] === undefined) return undefined;
  const prospect = JSON.parse(item['p'] as string) as Prospect;
  if (typeof item['c_marketing'] !== 'string') return prospect;
  return { ...prospect, consents: { marketing: JSON.parse(item['c_marketing']) as Consent } };
}

export function marksOf({ gone, said }: { gone?: number; said?: number }): Marks {
  return { ...(gone !== undefined && { erasedAt: gone }), ...(said !== undefined && { saidAt: said }) };
}

export function factsOf(item: Item): AddressFacts {
  const { sup, inb, gone, noad, who, people } = item as {
    sup?: string;
    inb?: number;
    gone?: number;
    noad?: number;
    who?: string;
    people?: ReadonlySet<string>;
  };
  return {
    ...(who !== undefined && { owner: who }),
    ...(people !== undefined && { people: [...people].sort() }),
    ...(sup !== undefined && { suppression: JSON.parse(sup) as Suppression }),
    ...(inb !== undefined && { lastInboundAt: inb }),
    ...(gone !== undefined && { erasedAt: gone }),
    ...(noad !== undefined && { marketingRefusedAt: noad }),
  };
}

export function tiesOf({ mergedInto, merged }: { mergedInto?: string; merged?: ReadonlySet<string> }): Ties {
  return { ...(mergedInto !== undefined && { mergedInto }), merged: [...(merged ?? [])].sort() };
}

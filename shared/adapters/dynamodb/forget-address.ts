import { withoutProof } from '../../domain/address-facts.ts';
import type { Instant } from '../../domain/instant.ts';
import { factsOf } from './prospect-items.ts';
import type { Key, Table } from './table.ts';

/** Forgets what is known under one key of an address, but for what binds: see `ProspectStore.forgetAddress`. */
export async function forgetAt(
  table: Table,
  key: Key,
  at: Instant,
  refusedAt: Instant | undefined,
): Promise<void> {
  const { suppression } = factsOf((await table.get(key, true)) ?? {});
  if (suppression !== undefined) {
    await table.update(key, {
      update: 'SET sup = :sup',
      condition: 'supAt = :at',
      values: { ':sup': JSON.stringify(withoutProof(suppression)), ':at': suppression.at },
    });
  }
  if (refusedAt !== undefined) {
    await table.update(key, {
      update: 'SET noad = :at',
      condition: 'attribute_not_exists(noad) OR noad < :at',
      values: { ':at': refusedAt },
    });
  }
  await table.update(key, {
    update: 'SET gone = :at REMOVE inb, who, people',
    condition:
      'attribute_not_exists(gone) OR gone < :at OR attribute_exists(inb) OR attribute_exists(people)',
    values: { ':at': at },
  });
}

import type { AddressBook, Suppression } from '../../domain/address-facts.ts';
import type { Channel, DeliverableChannel } from '../../domain/channel.ts';
import { type Instant, startOfDay } from '../../domain/instant.ts';
import {
  type Addresses,
  type Consent,
  type ConsentPurpose,
  type Prospect,
  type Ties,
} from '../../domain/prospect.ts';
import type { Marks, ProspectStore } from '../../ports/prospect-store.ts';
import { recordNewest } from './consents.ts';
import { ownKeys, readKeys } from './address-keys.ts';
import { addressKey, addressKeys, profileKey } from './keys.ts';
import { forgetAt } from './forget-address.ts';
import { bookOf, byPartition, marksOf, prospectOf, textOf, tiesOf } from './prospect-items.ts';
import type { Key, Table } from './table.ts';

/** So many others may be quicker before something must be wrong. */
const TRIES = 20;

/**
 * Prospects: `p` the fields as text, `rec` the day on which they last changed, `said` when that was said, `c_<purpose>` each consent as text. Addresses: `sup` the suppression as text,
 * `why` its reason, `supAt` its instant, `inb` the last inbound instant, `who` the person it leads to, `people` everybody
 * known at it, `gone` when one of them was erased, `noad` when an erased person who was there had refused advertising. People who were found to be one: `mergedInto` and `merged`. Of who was erased: `gone`, the instant, alone.
 */
export class DynamoProspectStore implements ProspectStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async get(prospectId: string): Promise<Prospect | undefined> {
    const item = await this.#table.get(profileKey(this.#tenantId, prospectId), true);
    return item && prospectOf(item);
  }

  async lookUp(prospectId: string, addresses: Addresses, channels?: readonly DeliverableChannel[]) {
    const profile = profileKey(this.#tenantId, prospectId);
    const asked = readKeys(this.#tenantId, addresses, channels);
    const items = await this.#table.getMany([profile, ...asked.keys]);
    const found = items.find((item) => item['pk'] === profile.pk);
    const { erasedAt } = marksOf(found ?? {});
    return {
      prospect: found && prospectOf(found),
      facts: bookOf(byPartition(items), asked.channels),
      ...(erasedAt !== undefined && { erasedAt }),
    };
  }

  async put({ consents, ...fields }: Prospect, news?: Instant): Promise<void> {
    const key = profileKey(this.#tenantId, fields.id);
    const sets = ['p = :p'];
    if (news !== undefined) sets.push('rec = :day', 'said = :said');
    await this.#table.update(key, {
      update: `SET ${sets.join(', ')}`,
      values: {
        ':p': JSON.stringify(fields),
        ':day': news === undefined ? undefined : startOfDay(news),
        ':said': news,
      },
    });
    const consent = consents?.marketing;
    if (consent !== undefined) await recordNewest(this.#table, key, 'marketing', consent);
    await this.#makeKnown(ownKeys(this.#tenantId, fields), fields.id);
  }

  async change(prospectId: string, change: (known: Prospect) => Prospect, now: Instant) {
    const key = profileKey(this.#tenantId, prospectId);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const item = await this.#table.get(key, true);
      const before = item && prospectOf(item);
      if (before === undefined) return undefined;
      const after = change(before);
      if (after === before) return { before, after };
      const { consents: _apart, ...fields } = after;
      const isWritten = await this.#table.update(key, {
        update: 'SET p = :p, rec = :day, said = :said',
        condition: 'p = :before',
        values: {
          ':p': JSON.stringify(fields),
          ':day': startOfDay(now),
          ':said': now,
          ':before': item?.['p'],
        },
      });
      if (!isWritten) continue;
      await this.#makeKnown(ownKeys(this.#tenantId, fields), fields.id);
      return { before, after };
    }
    throw new Error('A prospect is being changed too often');
  }

  async save(
    prospect: Prospect,
    before: Prospect | undefined,
    { saidAt, at }: { saidAt: Instant; at: Instant },
  ) {
    const isFree = before === undefined ? 'attribute_not_exists(p)' : 'p = :before';
    const isSaved = await this.#table.update(profileKey(this.#tenantId, prospect.id), {
      update: 'SET p = :p, rec = :day, said = :said',
      condition: `${isFree} AND (attribute_not_exists(gone) OR gone < :said)`,
      values: {
        ':p': textOf(prospect),
        ':before': before && textOf(before),
        ':day': startOfDay(at),
        ':said': saidAt,
      },
    });
    if (!isSaved) return 'lost';
    const known = new Set(ownKeys(this.#tenantId, before ?? {}).map(({ pk }) => pk));
    const added = ownKeys(this.#tenantId, prospect).filter(({ pk }) => !known.has(pk));
    await this.#makeKnown(added, prospect.id);
    return 'saved';
  }

  async marks(prospectId: string): Promise<Marks> {
    return marksOf((await this.#table.get(profileKey(this.#tenantId, prospectId), true)) ?? {});
  }

  async noteOwner(channel: Channel, address: string, prospectId: string): Promise<void> {
    await this.#table.update(addressKey(this.#tenantId, channel, address), {
      update: 'SET who = :id ADD people :ids',
      values: { ':id': prospectId, ':ids': new Set([prospectId]) },
    });
  }

  async ties(prospectId: string): Promise<Ties> {
    return tiesOf((await this.#table.get(profileKey(this.#tenantId, prospectId), true)) ?? {});
  }

  async merge(prospectId: string, into: string): Promise<void> {
    // The one that is shown first: a run that dies between the two is finished by the same call.
    await this.#table.update(profileKey(this.#tenantId, into), {
      update: 'SET p = if_not_exists(p, :p) ADD merged :ids',
      values: { ':p': JSON.stringify({ id: into }), ':ids': new Set([prospectId]) },
    });
    await this.#table.update(profileKey(this.#tenantId, prospectId), {
      update: 'SET p = if_not_exists(p, :p), mergedInto = :into',
      values: { ':p': JSON.stringify({ id: prospectId }), ':into': into },
    });
  }

  async unmerge(prospectId: string, from: string): Promise<void> {
    await this.#table.update(profileKey(this.#tenantId, prospectId), {
      update: 'REMOVE mergedInto',
      values: {},
    });
    await this.#table.update(profileKey(this.#tenantId, from), {
      update: 'DELETE merged :ids',
      values: { ':ids': new Set([prospectId]) },
    });
  }

  async recordConsent(prospectId: string, purpose: ConsentPurpose, consent: Consent): Promise<boolean> {
    return recordNewest(this.#table, profileKey(this.#tenantId, prospectId), purpose, consent);
  }

  async recordRefusal(prospectId: string, purpose: ConsentPurpose, refusal: Consent): Promise<void> {
    const key = profileKey(this.#tenantId, prospectId);
    await recordNewest(this.#table, key, purpose, refusal, { id: prospectId });
  }

  async addressFacts(addresses: Addresses, asked?: readonly DeliverableChannel[]): Promise<AddressBook> {
    const { keys, channels } = readKeys(this.#tenantId, addresses, asked);
    return keys.length === 0 ? {} : bookOf(byPartition(await this.#table.getMany(keys)), channels);
  }

  async suppress(channel: Channel, address: string, suppression: Suppression): Promise<void> {
    await this.#table.update(addressKey(this.#tenantId, channel, address), {
      update: 'SET sup = :sup, why = :why, supAt = :at',
      // What the person asked for outweighs what a provider reports, and its proof is kept.
      ...(suppression.reason !== 'opted-out' && { condition: 'attribute_not_exists(why) OR why <> :optOut' }),
      values: {
        ':sup': JSON.stringify(suppression),
        ':why': suppression.reason,
        ':at': suppression.at,
        ':optOut': suppression.reason === 'opted-out' ? undefined : 'opted-out',
      },
    });
  }

  async remove(prospectId: string, at: Instant): Promise<void> {
    // What was said of the person before is to write no record again.
    await this.#table.put({ ...profileKey(this.#tenantId, prospectId), gone: at });
  }

  async forgetAddress(channel: Channel, address: string, at: Instant, refusedAt?: Instant): Promise<void> {
    const keys = addressKeys(this.#tenantId, channel, address);
    await Promise.all(keys.map((key) => forgetAt(this.#table, key, at, refusedAt)));
  }

  async liftOptOut(channel: Channel, address: string, at: Instant): Promise<void> {
    const lift = {
      update: 'REMOVE sup, why, supAt',
      condition: 'why = :optOut AND supAt < :at',
      values: { ':optOut': 'opted-out', ':at': at },
    };
    const keys = addressKeys(this.#tenantId, channel, address);
    await Promise.all(keys.map((key) => this.#table.update(key, lift)));
  }

  async noteInbound(channel: Channel, address: string, at: Instant): Promise<void> {
    await this.#table.update(addressKey(this.#tenantId, channel, address), {
      update: 'SET inb = :at',
      condition: 'attribute_not_exists(inb) OR inb < :at',
      values: { ':at': at },
    });
  }

  /** The person is one of those at the addresses, and the one they lead to unless there is another. */
  async #makeKnown(keys: readonly Key[], prospectId: string): Promise<void> {
    const known = {
      update: 'SET who = if_not_exists(who, :id) ADD people :ids',
      condition: 'attribute_not_exists(people) OR NOT contains(people, :id)',
      values: { ':id': prospectId, ':ids': new Set([prospectId]) },
    };
    await Promise.all(keys.map((key) => this.#table.update(key, known)));
  }
}

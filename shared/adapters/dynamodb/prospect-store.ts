import { type AddressBook, type Suppression, withoutProof } from '../../domain/address-facts.ts';
import { type Channel, DELIVERABLE_CHANNELS, type DeliverableChannel } from '../../domain/channel.ts';
import { type Instant, startOfDay } from '../../domain/instant.ts';
import {
  type Addresses,
  addressFor,
  type Consent,
  type ConsentPurpose,
  type Prospect,
  type Ties,
} from '../../domain/prospect.ts';
import type { ProspectStore } from '../../ports/prospect-store.ts';
import { addressKey, profileKey } from './keys.ts';
import { bookOf, factsOf, prospectOf, tiesOf } from './prospect-items.ts';
import type { Key, Table } from './table.ts';

/** So many others may be quicker before something must be wrong. */
const TRIES = 20;

/**
 * Prospects: `p` the fields as text, `rec` the day on which they last changed, `c_<purpose>` each consent as text. Addresses: `sup` the suppression as text,
 * `why` its reason, `supAt` its instant, `inb` the last inbound instant, `who` the person it leads to, `people` everybody
 * known at it. People who were found to be one: `mergedInto` and `merged`.
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
    return item === undefined ? undefined : prospectOf(item);
  }

  async lookUp(prospectId: string, addresses: Addresses, channels?: readonly DeliverableChannel[]) {
    const profile = profileKey(this.#tenantId, prospectId);
    const addressKeys = this.#addressKeys(addresses, channels);
    const items = await this.#table.getMany([profile, ...addressKeys.keys]);
    const found = items.find((item) => item['pk'] === profile.pk);
    return {
      prospect: found === undefined ? undefined : prospectOf(found),
      facts: bookOf(items, addressKeys.channels),
    };
  }

  async put({ consents, ...fields }: Prospect, news?: Instant): Promise<void> {
    const consent = consents?.marketing;
    const sets = ['p = :p'];
    if (consent !== undefined) sets.push('c_marketing = :c');
    if (news !== undefined) sets.push('rec = :day');
    await this.#table.update(profileKey(this.#tenantId, fields.id), {
      update: `SET ${sets.join(', ')}`,
      values: {
        ':p': JSON.stringify(fields),
        ':c': consent === undefined ? undefined : JSON.stringify(consent),
        ':day': news === undefined ? undefined : startOfDay(news),
      },
    });
    await this.#makeKnownAt(fields);
  }

  async change(prospectId: string, change: (known: Prospect) => Prospect, now: Instant) {
    const key = profileKey(this.#tenantId, prospectId);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const item = await this.#table.get(key, true);
      if (item === undefined) return undefined;
      const before = prospectOf(item);
      const after = change(before);
      if (after === before) return { before, after };
      const { consents: _apart, ...fields } = after;
      const isWritten = await this.#table.update(key, {
        update: 'SET p = :p, rec = :day',
        condition: 'p = :before',
        values: { ':p': JSON.stringify(fields), ':day': startOfDay(now), ':before': item['p'] },
      });
      if (!isWritten) continue;
      await this.#makeKnownAt(fields);
      return { before, after };
    }
    throw new Error('A prospect is being changed too often');
  }

  async introduce(prospect: Prospect): Promise<void> {
    await this.#table.update(profileKey(this.#tenantId, prospect.id), {
      update: 'SET p = if_not_exists(p, :p)',
      values: { ':p': JSON.stringify(prospect) },
    });
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
    return this.#table.update(profileKey(this.#tenantId, prospectId), {
      update: `SET c_${purpose} = :c`,
      condition: 'attribute_exists(pk)',
      values: { ':c': JSON.stringify(consent) },
    });
  }

  async recordRefusal(prospectId: string, purpose: ConsentPurpose, refusal: Consent): Promise<void> {
    await this.#table.update(profileKey(this.#tenantId, prospectId), {
      update: `SET c_${purpose} = :c, p = if_not_exists(p, :p)`,
      values: { ':c': JSON.stringify(refusal), ':p': JSON.stringify({ id: prospectId }) },
    });
  }

  async addressFacts(addresses: Addresses, asked?: readonly DeliverableChannel[]): Promise<AddressBook> {
    const { keys, channels } = this.#addressKeys(addresses, asked);
    return keys.length === 0 ? {} : bookOf(await this.#table.getMany(keys), channels);
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

  async remove(prospectId: string): Promise<void> {
    await this.#table.remove(profileKey(this.#tenantId, prospectId));
  }

  async forgetAddress(channel: Channel, address: string): Promise<void> {
    const key = addressKey(this.#tenantId, channel, address);
    const { suppression } = factsOf((await this.#table.get(key, true)) ?? {});
    if (suppression !== undefined) {
      await this.#table.update(key, {
        update: 'SET sup = :sup',
        condition: 'supAt = :at',
        values: { ':sup': JSON.stringify(withoutProof(suppression)), ':at': suppression.at },
      });
    }
    await this.#table.update(key, {
      update: 'REMOVE inb, who, people',
      condition: 'attribute_exists(inb) OR attribute_exists(people)',
      values: {},
    });
  }

  async liftOptOut(channel: Channel, address: string, at: Instant): Promise<void> {
    const key = addressKey(this.#tenantId, channel, address);
    await this.#table.update(key, {
      update: 'REMOVE sup, why, supAt',
      condition: 'why = :optOut AND supAt < :at',
      values: { ':optOut': 'opted-out', ':at': at },
    });
  }

  async noteInbound(channel: Channel, address: string, at: Instant): Promise<void> {
    await this.#table.update(addressKey(this.#tenantId, channel, address), {
      update: 'SET inb = :at',
      condition: 'attribute_not_exists(inb) OR inb < :at',
      values: { ':at': at },
    });
  }

  async #makeKnownAt({ id, ...addresses }: Prospect): Promise<void> {
    const { keys } = this.#addressKeys(addresses);
    await Promise.all(keys.map((key) => this.#makeKnown(key, id)));
  }

  /** The person is one of those at the address, and the one it leads to unless there is another. */
  async #makeKnown(key: Key, prospectId: string): Promise<void> {
    await this.#table.update(key, {
      update: 'SET who = if_not_exists(who, :id) ADD people :ids',
      condition: 'attribute_not_exists(people) OR NOT contains(people, :id)',
      values: { ':id': prospectId, ':ids': new Set([prospectId]) },
    });
  }

  #addressKeys(
    addresses: Addresses,
    asked: readonly DeliverableChannel[] = DELIVERABLE_CHANNELS,
  ): { keys: Key[]; channels: Map<string, Channel> } {
    const channels = new Map<string, Channel>();
    const keys = asked.flatMap((channel) => {
      const address = addressFor(channel, addresses);
      if (address === undefined) return [];
      const key = addressKey(this.#tenantId, channel, address);
      channels.set(key.pk, channel);
      return [key];
    });
    return { keys, channels };
  }
}

import { type AddressBook, type Suppression, withoutProof } from '../../domain/address-facts.ts';
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
import { ownKeys, readKeys } from './address-keys.ts';
import { addressKey, addressKeys, profileKey } from './keys.ts';
import { bookOf, byPartition, factsOf, marksOf, prospectOf, textOf, tiesOf } from './prospect-items.ts';
import type { Key, Table } from './table.ts';

/**
 * Prospects: `p` the fields as text, `rec` the day on which they last changed, `said` when that was said, `c_<purpose>` each consent as text. Addresses: `sup` the suppression as text,
 * `why` its reason, `supAt` its instant, `inb` the last inbound instant, `who` the person it leads to, `people` everybody
 * known at it. People who were found to be one: `mergedInto` and `merged`. Of who was erased: `gone`, the instant, alone.
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
    return {
      prospect: found && prospectOf(found),
      facts: bookOf(byPartition(items), asked.channels),
    };
  }

  async put({ consents, ...fields }: Prospect, news?: Instant): Promise<void> {
    const consent = consents?.marketing;
    const sets = ['p = :p'];
    if (consent !== undefined) sets.push('c_marketing = :c');
    if (news !== undefined) sets.push('rec = :day', 'said = :said');
    await this.#table.update(profileKey(this.#tenantId, fields.id), {
      update: `SET ${sets.join(', ')}`,
      values: {
        ':p': JSON.stringify(fields),
        ':c': consent === undefined ? undefined : JSON.stringify(consent),
        ':day': news === undefined ? undefined : startOfDay(news),
        ':said': news,
      },
    });
    await this.#makeKnown(ownKeys(this.#tenantId, fields), fields.id);
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
    return this.#table.update(profileKey(this.#tenantId, prospectId), {
      update: `SET c_${purpose} = :c`,
      condition: 'attribute_exists(p)',
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

  async forgetAddress(channel: Channel, address: string): Promise<void> {
    const keys = addressKeys(this.#tenantId, channel, address);
    await Promise.all(keys.map((key) => this.#forgetAt(key)));
  }

  async #forgetAt(key: Key): Promise<void> {
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

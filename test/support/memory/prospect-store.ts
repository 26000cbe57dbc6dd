import {
  type AddressBook,
  type AddressFacts,
  type Suppression,
  withoutProof,
} from '../../../shared/domain/address-facts.ts';
import {
  type Channel,
  DELIVERABLE_CHANNELS,
  type DeliverableChannel,
} from '../../../shared/domain/channel.ts';
import { newestConsent } from '../../../shared/domain/consent.ts';
import { identityOf } from '../../../shared/domain/identity.ts';
import { type Instant, startOfDay } from '../../../shared/domain/instant.ts';
import {
  type Addresses,
  addressFor,
  type Consent,
  type ConsentPurpose,
  type Prospect,
  type Ties,
} from '../../../shared/domain/prospect.ts';
import { prospectKey } from '../../../shared/domain/message-id.ts';
import type { KnownPerson } from '../../../shared/domain/segment.ts';
import type { Marks, ProspectStore } from '../../../shared/ports/prospect-store.ts';

type Days = Pick<KnownPerson, 'engagedAt' | 'contactAt' | 'recordedAt'>;

/** The prospects of one tenant. */
export class MemoryProspectStore implements ProspectStore {
  readonly #prospects = new Map<string, Prospect>();
  readonly #addresses = new Map<string, AddressFacts>();
  readonly #mergedInto = new Map<string, string>();
  readonly #erased = new Map<string, Instant>();
  readonly #said = new Map<string, Instant>();

  async get(prospectId: string): Promise<Prospect | undefined> {
    return structuredClone(this.#prospects.get(prospectId));
  }

  async lookUp(prospectId: string, addresses: Addresses, channels?: readonly DeliverableChannel[]) {
    const { erasedAt } = await this.marks(prospectId);
    return {
      prospect: await this.get(prospectId),
      facts: await this.addressFacts(addresses, channels),
      ...(erasedAt !== undefined && { erasedAt }),
    };
  }

  /** The days that are kept with people, by the keys of their ids. */
  readonly #days = new Map<string, Days>();

  async put(prospect: Prospect, news?: Instant): Promise<void> {
    if (news !== undefined) this.#said.set(prospect.id, news);
    if (news !== undefined) this.#setDay(prospectKey(prospect.id), 'recordedAt', startOfDay(news));
    const known = this.#prospects.get(prospect.id)?.consents?.marketing;
    const marketing = newestConsent(known, prospect.consents?.marketing);
    const consents = marketing === undefined ? {} : { consents: { marketing } };
    this.#prospects.set(prospect.id, structuredClone({ ...prospect, ...consents }));
    this.#makeKnownAt(prospect);
  }

  async change(prospectId: string, change: (known: Prospect) => Prospect, now: Instant) {
    // Without a pause between reading and writing, in which others could write.
    const before = structuredClone(this.#prospects.get(prospectId));
    if (before === undefined) return undefined;
    const after = change(before);
    const { consents: _apart, ...fields } = after;
    if (after !== before) await this.put(fields, now);
    return { before, after };
  }

  #makeKnownAt(prospect: Prospect): void {
    for (const channel of DELIVERABLE_CHANNELS) {
      const address = addressFor(channel, prospect);
      if (address === undefined) continue;
      const { owner = prospect.id } = this.#facts(channel, address);
      this.#noteOwner(channel, address, owner, prospect.id);
    }
  }

  async save(
    prospect: Prospect,
    before: Prospect | undefined,
    { saidAt, at }: { saidAt: Instant; at: Instant },
  ) {
    const known = this.#prospects.get(prospect.id);
    const isErased = (this.#erased.get(prospect.id) ?? -Infinity) >= saidAt;
    if (isErased || fieldsOf(known) !== fieldsOf(before)) return 'lost';
    const { consents: _apart, ...fields } = prospect;
    await this.put(fields, at);
    this.#said.set(prospect.id, saidAt);
    return 'saved';
  }

  async marks(prospectId: string): Promise<Marks> {
    const [erasedAt, saidAt] = [this.#erased.get(prospectId), this.#said.get(prospectId)];
    return { ...(erasedAt !== undefined && { erasedAt }), ...(saidAt !== undefined && { saidAt }) };
  }

  async noteOwner(channel: Channel, address: string, prospectId: string): Promise<void> {
    this.#noteOwner(channel, address, prospectId, prospectId);
  }

  async ties(prospectId: string): Promise<Ties> {
    const mergedInto = this.#mergedInto.get(prospectId);
    const merged = [...this.#mergedInto].filter(([, into]) => into === prospectId).map(([id]) => id);
    return { ...(mergedInto !== undefined && { mergedInto }), merged: merged.sort() };
  }

  async merge(prospectId: string, into: string): Promise<void> {
    for (const id of [into, prospectId]) if (!this.#prospects.has(id)) this.#prospects.set(id, { id });
    this.#mergedInto.set(prospectId, into);
  }

  async unmerge(prospectId: string): Promise<void> {
    this.#mergedInto.delete(prospectId);
  }

  async recordConsent(prospectId: string, purpose: ConsentPurpose, consent: Consent): Promise<boolean> {
    const known = this.#prospects.get(prospectId);
    if (known === undefined) return false;
    const newest = newestConsent(known.consents?.[purpose], structuredClone(consent)) ?? consent;
    this.#prospects.set(prospectId, { ...known, consents: { [purpose]: newest } });
    return true;
  }

  async recordRefusal(prospectId: string, purpose: ConsentPurpose, refusal: Consent): Promise<void> {
    if (!(await this.recordConsent(prospectId, purpose, refusal))) {
      this.#prospects.set(prospectId, { id: prospectId, consents: { [purpose]: structuredClone(refusal) } });
    }
  }

  async addressFacts(
    addresses: Addresses,
    channels: readonly DeliverableChannel[] = DELIVERABLE_CHANNELS,
  ): Promise<AddressBook> {
    const book: AddressBook = {};
    for (const channel of channels) {
      const address = addressFor(channel, addresses);
      const facts = address === undefined ? undefined : this.#addresses.get(nameOf(channel, address));
      if (facts !== undefined) book[channel] = structuredClone(facts);
    }
    return book;
  }

  async suppress(channel: Channel, address: string, suppression: Suppression): Promise<void> {
    const known = this.#facts(channel, address);
    if (known.suppression?.reason === 'opted-out' && suppression.reason !== 'opted-out') return;
    this.#note(channel, address, { ...known, suppression: structuredClone(suppression) });
  }

  async remove(prospectId: string, at: Instant): Promise<void> {
    this.#erased.set(prospectId, at);
    this.#said.delete(prospectId);
    this.#prospects.delete(prospectId);
    this.#days.delete(prospectKey(prospectId));
  }

  daysOf(prospectId: string): Days {
    return this.#days.get(prospectKey(prospectId)) ?? {};
  }

  /** The latest of what was noted. Nothing is noted of nobody. */
  noteDay(ownKey: string, name: keyof Days, at: Instant): void {
    const isKnown = [...this.#prospects.keys()].some((id) => prospectKey(id) === ownKey);
    const before = this.#days.get(ownKey)?.[name] ?? 0;
    if (isKnown) this.#setDay(ownKey, name, Math.max(before, startOfDay(at)));
  }

  #setDay(ownKey: string, name: keyof Days, day: Instant): void {
    this.#days.set(ownKey, { ...this.#days.get(ownKey), [name]: day });
  }

  async forgetAddress(channel: Channel, address: string, at: Instant, refusedAt?: Instant): Promise<void> {
    const { suppression, erasedAt, marketingRefusedAt } = this.#facts(channel, address);
    const latest = Math.max(refusedAt ?? -Infinity, marketingRefusedAt ?? -Infinity);
    this.#note(channel, address, {
      ...(suppression !== undefined && { suppression: withoutProof(suppression) }),
      erasedAt: Math.max(erasedAt ?? at, at),
      ...(latest > -Infinity && { marketingRefusedAt: latest }),
    });
  }

  async liftOptOut(channel: Channel, address: string, at: Instant): Promise<void> {
    const { suppression, ...rest } = this.#facts(channel, address);
    if (suppression?.reason === 'opted-out' && suppression.at < at) this.#note(channel, address, rest);
  }

  async noteInbound(channel: Channel, address: string, at: Instant): Promise<void> {
    const known = this.#facts(channel, address);
    if ((known.lastInboundAt ?? -Infinity) < at)
      this.#note(channel, address, { ...known, lastInboundAt: at });
  }

  #noteOwner(channel: Channel, address: string, owner: string, person: string): void {
    const known = this.#facts(channel, address);
    const people = [...new Set([...(known.people ?? []), person])].sort();
    this.#note(channel, address, { ...known, owner, people });
  }

  #facts(channel: Channel, address: string): AddressFacts {
    return this.#addresses.get(nameOf(channel, address)) ?? {};
  }

  #note(channel: Channel, address: string, facts: AddressFacts): void {
    this.#addresses.set(nameOf(channel, address), facts);
  }
}

/** Consents are kept apart. */
function fieldsOf(prospect: Prospect | undefined): string {
  if (prospect === undefined) return '';
  const { consents: _apart, ...fields } = prospect;
  return JSON.stringify(fields);
}

const nameOf = (channel: Channel, address: string): string => `${channel} ${identityOf(channel, address)}`;

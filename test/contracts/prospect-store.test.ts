import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Suppression } from '../../shared/domain/address-facts.ts';
import { HOUR } from '../../shared/domain/instant.ts';
import type { Consent, Prospect } from '../../shared/domain/prospect.ts';
import type { ProspectStore } from '../../shared/ports/prospect-store.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const REFUSAL: Consent = { granted: false, text: 'Non « merci »', source: 'phone', at: TUESDAY };

function suppression(reason: Suppression['reason'], at = TUESDAY): Suppression {
  return { reason, text: reason, source: 'test', at };
}

describe.each(IMPLEMENTATIONS)('Prospects in $name', ({ open }) => {
  let stores: OpenStores;
  let prospects: ProspectStore;
  let other: ProspectStore;
  let count = 0;
  beforeAll(async () => {
    stores = await open();
    prospects = stores.scopes('tenant_a').prospects;
    other = stores.scopes('tenant_b').prospects;
  });
  afterAll(() => stores.close());

  /** Marie, somebody else each time. */
  function marie(overrides: Partial<Prospect> = {}): Prospect {
    count += 1;
    const phone = `+336${String(count).padStart(8, '0')}`;
    return prospect({
      id: `p:${count}@é`,
      phone,
      whatsapp: phone,
      email: `${count}@example.com`,
      ...overrides,
    });
  }

  test('are read as they were written', async () => {
    const one = marie({
      name: 'Zoë 👋',
      locale: 'fr',
      timeZone: 'Indian/Reunion',
      customer: true,
      preferences: { preferredChannels: ['sms'], quietHoursStart: 0, allowSmsDuringQuietHours: false },
    });
    await prospects.put(one);
    expect(await prospects.get(one.id)).toEqual(one);
    expect(await prospects.get('nobody')).toBeUndefined();
    expect(await other.get(one.id)).toBeUndefined();
  });

  test('are replaced, but for the consents that the new value does not have', async () => {
    const one = marie({ name: 'Marie' });
    const { name: _name, consents: _consents, ...rest } = one;
    await prospects.put(one);
    await prospects.put(rest);
    expect(await prospects.get(one.id)).toEqual({ ...rest, consents: one.consents });
    await prospects.put({ ...rest, consents: { marketing: REFUSAL } });
    expect((await prospects.get(one.id))?.consents).toEqual({ marketing: REFUSAL });
  });

  test('are changed by what is known of them, their consents and ties left as they are', async () => {
    const one = marie({ name: 'Marie', tags: ['buyer'], consents: { marketing: REFUSAL } });
    await prospects.put(one);
    await prospects.merge('another', one.id);
    const { name: _name, ...nameless } = one;
    const change = (known: Prospect): Prospect => {
      const { name: _known, consents: _apart, ...rest } = known;
      return { ...rest, phone: '+33755555555' };
    };
    const after = { ...nameless, phone: '+33755555555' };
    const { consents: _consents, ...written } = after;
    expect(await prospects.change(one.id, change, TUESDAY)).toEqual({ before: one, after: written });
    expect(await prospects.get(one.id)).toEqual(after);
    expect(await prospects.ties(one.id)).toEqual({ merged: ['another'] });
    const facts = await prospects.addressFacts({ phone: '+33755555555' }, ['sms']);
    expect(facts.sms).toEqual({ owner: one.id, people: [one.id] });
    expect(await prospects.change(one.id, (known) => known, TUESDAY)).toEqual({ before: after, after });
  });

  test('are not made by a change', async () => {
    const { id } = marie();
    const never = (): Prospect => {
      throw new Error('There is nobody to change');
    };
    expect(await prospects.change(id, never, TUESDAY)).toBeUndefined();
    expect(await prospects.get(id)).toBeUndefined();
    await prospects.put({ id });
    expect(await other.change(id, never, TUESDAY)).toBeUndefined();
  });

  test('lose no change of one field to a change of another at the same time', async () => {
    const one = marie();
    await prospects.put(one);
    const fields: Partial<Prospect>[] = [
      { name: 'Zoé' },
      { locale: 'en' },
      { customer: true },
      { household: 'h1' },
      { tags: ['seller'] },
      { project: { rooms: 3 } },
    ];
    const elsewhere = stores.elsewhere('tenant_a').prospects;
    await Promise.all(
      fields.map((field, at) =>
        (at % 2 === 0 ? prospects : elsewhere).change(one.id, (known) => ({ ...known, ...field }), TUESDAY),
      ),
    );
    expect(await prospects.get(one.id)).toEqual(Object.assign({ ...one }, ...fields));
  });

  test('agree or refuse, when they are known', async () => {
    const one = marie();
    expect(await prospects.recordConsent(one.id, 'marketing', REFUSAL)).toBe(false);
    expect(await prospects.get(one.id)).toBeUndefined();
    await prospects.put(one);
    expect(await other.recordConsent(one.id, 'marketing', REFUSAL)).toBe(false);
    expect(await prospects.recordConsent(one.id, 'marketing', REFUSAL)).toBe(true);
    expect(await prospects.get(one.id)).toEqual({ ...one, consents: { marketing: REFUSAL } });
  });

  describe('keep the newest consent', () => {
    const granted = (at: number): Consent => ({ granted: true, text: 'Oui', source: 'form', at });
    const ways: [string, (id: string, consent: Consent) => Promise<unknown>][] = [
      ['with a replacement', (id, marketing) => prospects.put({ id, consents: { marketing } })],
      ['by itself', (id, consent) => prospects.recordConsent(id, 'marketing', consent)],
      [
        'from elsewhere',
        (id, consent) => stores.elsewhere('tenant_a').prospects.recordConsent(id, 'marketing', consent),
      ],
    ];

    test.each(ways)('when an older one comes %s', async (_, say) => {
      const one = marie();
      await prospects.put({ id: one.id, consents: { marketing: REFUSAL } });
      await say(one.id, granted(TUESDAY - HOUR));
      await say(one.id, granted(TUESDAY));
      expect((await prospects.get(one.id))?.consents?.marketing).toEqual(REFUSAL);
    });

    test.each(ways)('when that comes %s', async (_, say) => {
      const one = marie();
      await prospects.put({ id: one.id, consents: { marketing: REFUSAL } });
      await say(one.id, granted(TUESDAY + HOUR));
      expect((await prospects.get(one.id))?.consents?.marketing).toEqual(granted(TUESDAY + HOUR));
    });

    test('when many come at once, in whatever order they are written', async () => {
      const one = marie();
      await prospects.put({ id: one.id });
      const instants = [3, 1, 4, 2, 0].map((hours) => TUESDAY + hours * HOUR);
      await Promise.all(instants.map((at) => prospects.recordConsent(one.id, 'marketing', granted(at))));
      expect((await prospects.get(one.id))?.consents?.marketing).toEqual(granted(TUESDAY + 4 * HOUR));
    });
  });

  test('are remembered as erased, for what was said before, and known again by what is said after', async () => {
    const one = marie();
    await prospects.put(one);
    await prospects.remove(one.id, TUESDAY + HOUR);
    const gone = { prospect: undefined, erasedAt: TUESDAY + HOUR };
    expect(await prospects.lookUp(one.id, {})).toEqual({ ...gone, facts: {} });
    const { people } = stores.scopes('tenant_a');
    expect(await people.lookUp([{ id: one.id }])).toEqual([{ ...gone, facts: {} }]);
    await prospects.put({ id: one.id, name: 'Marie' });
    expect(await prospects.lookUp(one.id, {})).toMatchObject({
      prospect: { name: 'Marie' },
      erasedAt: TUESDAY + HOUR,
    });
  });

  test('leave the fact that they refused advertising with their address when they are forgotten', async () => {
    const one = marie();
    const address = one.email ?? '';
    await prospects.put(one);
    await prospects.forgetAddress('email', address, TUESDAY + HOUR, TUESDAY);
    await prospects.forgetAddress('email', address.toUpperCase(), TUESDAY + HOUR, TUESDAY - HOUR);
    await prospects.forgetAddress('email', address, TUESDAY);
    expect((await prospects.addressFacts(one)).email).toEqual({
      erasedAt: TUESDAY + HOUR,
      marketingRefusedAt: TUESDAY,
    });
    expect((await prospects.addressFacts(one)).sms?.marketingRefusedAt).toBeUndefined();
    expect(await other.addressFacts(one)).toEqual({});
  });

  test('refuse even when nothing else is known of them, and what is known stays', async () => {
    const [stranger, known] = [marie(), marie()];
    await prospects.put(known);
    for (const { id } of [stranger, known]) await prospects.recordRefusal(id, 'marketing', REFUSAL);
    expect(await prospects.get(stranger.id)).toEqual({
      id: stranger.id,
      consents: { marketing: REFUSAL },
    });
    expect(await prospects.get(known.id)).toEqual({ ...known, consents: { marketing: REFUSAL } });
    expect(await other.get(stranger.id)).toBeUndefined();
  });

  describe('are saved', () => {
    const fields = (overrides: Partial<Prospect> = {}): Prospect => {
      const { consents: _apart, ...rest } = marie(overrides);
      return rest;
    };
    const said = { saidAt: TUESDAY, at: TUESDAY };

    test('where the record still says what was read of it, with their addresses', async () => {
      const one = fields({ name: 'Marie' });
      expect(await prospects.save(one, undefined, said)).toBe('saved');
      expect(await prospects.get(one.id)).toEqual(one);
      expect((await prospects.addressFacts(one)).sms).toMatchObject({ owner: one.id, people: [one.id] });
      expect(await prospects.save(fields({ id: one.id }), undefined, said)).toBe('lost');
      const renamed = { ...one, name: 'Marie Dupont', email: 'md@example.com' };
      expect(await prospects.save(renamed, { ...one, name: 'Paul' }, said)).toBe('lost');
      expect(await prospects.save(renamed, one, said)).toBe('saved');
      expect(await prospects.get(one.id)).toEqual(renamed);
      expect((await prospects.addressFacts(renamed)).email).toMatchObject({ owner: one.id });
      expect(await other.get(one.id)).toBeUndefined();
    });

    test('by one of several at the same time, and their consents stay', async () => {
      const one = fields();
      await prospects.put({ ...one, consents: { marketing: REFUSAL } });
      const read = await prospects.get(one.id);
      const names = ['Anne', 'Paul', 'Zoé'];
      const outcomes = await Promise.all(names.map((name) => prospects.save({ ...one, name }, read, said)));
      expect(outcomes.toSorted()).toEqual(['lost', 'lost', 'saved']);
      expect((await prospects.get(one.id))?.consents).toEqual({ marketing: REFUSAL });
    });

    test('not by what was said before they were erased, but by what is said after it', async () => {
      const one = fields({ name: 'Marie' });
      await prospects.put(one);
      expect(await prospects.marks(one.id)).toEqual({});
      await prospects.remove(one.id, TUESDAY);
      expect(await prospects.marks(one.id)).toEqual({ erasedAt: TUESDAY });
      expect(await prospects.get(one.id)).toBeUndefined();
      expect((await prospects.lookUp(one.id, one)).prospect).toBeUndefined();
      expect(await prospects.recordConsent(one.id, 'marketing', REFUSAL)).toBe(false);
      expect(await prospects.save(one, undefined, said)).toBe('lost');
      expect(await prospects.get(one.id)).toBeUndefined();
      const later = { saidAt: TUESDAY + 1, at: TUESDAY + 1 };
      expect(await prospects.save(one, undefined, later)).toBe('saved');
      expect(await prospects.get(one.id)).toEqual(one);
      expect(await prospects.marks(one.id)).toEqual({ erasedAt: TUESDAY, saidAt: TUESDAY + 1 });
      await prospects.put(one, TUESDAY + 2);
      expect(await prospects.marks(one.id)).toEqual({ erasedAt: TUESDAY, saidAt: TUESDAY + 2 });
      expect(await prospects.save({ ...one, name: 'Paul' }, one, said)).toBe('lost');
    });
  });

  test('are found to be one person, and two after all', async () => {
    const [one, same, another] = [marie(), marie(), marie()];
    await prospects.put(one);
    expect(await prospects.ties(one.id)).toEqual({ merged: [] });
    await prospects.merge(same.id, one.id);
    await prospects.merge(another.id, one.id);
    await prospects.merge(another.id, one.id);
    expect(await prospects.ties(one.id)).toEqual({ merged: [same.id, another.id].sort() });
    expect(await prospects.ties(same.id)).toEqual({ mergedInto: one.id, merged: [] });
    expect(await prospects.get(one.id)).toEqual(one);
    expect(await other.ties(one.id)).toEqual({ merged: [] });
    await prospects.unmerge(same.id, one.id);
    await prospects.unmerge(another.id, one.id);
    expect(await prospects.ties(one.id)).toEqual({ merged: [] });
    expect(await prospects.ties(same.id)).toEqual({ merged: [] });
  });

  test('are forgotten, but for the addresses that must not be used', async () => {
    const [one, neighbour] = [marie(), marie()];
    for (const person of [one, neighbour]) {
      await prospects.put(person);
      await prospects.noteInbound('whatsapp', person.whatsapp ?? '', TUESDAY);
    }
    await prospects.suppress('sms', one.phone ?? '', suppression('opted-out'));
    await prospects.remove(one.id, TUESDAY);
    for (const [channel, address] of [
      ['sms', one.phone],
      ['whatsapp', one.whatsapp],
      ['email', one.email],
    ] as const)
      await prospects.forgetAddress(channel, address ?? '', TUESDAY);
    expect(await prospects.get(one.id)).toBeUndefined();
    const { sms, whatsapp } = await prospects.addressFacts(one);
    expect(sms).toEqual({
      suppression: { reason: 'opted-out', text: '', source: 'erased', at: TUESDAY },
      erasedAt: TUESDAY,
    });
    expect(whatsapp).toEqual({ erasedAt: TUESDAY });
    expect(await prospects.get(neighbour.id)).toEqual(neighbour);
    expect((await prospects.addressFacts(neighbour)).whatsapp).toEqual({
      lastInboundAt: TUESDAY,
      owner: neighbour.id,
      people: [neighbour.id],
    });
    await prospects.remove('nobody', TUESDAY);
  });

  describe('addresses', () => {
    test('are free until something is known of them', async () => {
      expect(await prospects.addressFacts(marie())).toEqual({});
      expect(await prospects.addressFacts({})).toEqual({});
    });

    test('are suppressed on their channel and for their tenant alone', async () => {
      const one = marie();
      await prospects.suppress('sms', one.phone ?? '', suppression('invalid'));
      expect(await prospects.addressFacts(one)).toEqual({ sms: { suppression: suppression('invalid') } });
      expect(await other.addressFacts(one)).toEqual({});
      expect(await prospects.addressFacts(marie())).toEqual({});
    });

    test('are looked up with their owner: all of them, or those of the channels asked for', async () => {
      const one = marie();
      await prospects.suppress('sms', one.phone ?? '', suppression('invalid'));
      await prospects.suppress('email', one.email ?? '', suppression('bounced'));
      const sms = { suppression: suppression('invalid') };
      const both = { sms, email: { suppression: suppression('bounced') } };
      expect(await prospects.lookUp(one.id, one)).toEqual({ prospect: undefined, facts: both });
      await prospects.put(one);
      const owner = { owner: one.id, people: [one.id] };
      const known = { sms: { ...sms, ...owner }, email: { ...both.email, ...owner }, whatsapp: owner };
      expect(await prospects.lookUp(one.id, one)).toEqual({ prospect: one, facts: known });
      const facts = { sms: known.sms };
      expect(await prospects.lookUp(one.id, one, ['sms'])).toEqual({ prospect: one, facts });
      expect((await prospects.lookUp(one.id, one, ['whatsapp'])).facts).toEqual({ whatsapp: owner });
      expect(await prospects.addressFacts({ phone: one.phone ?? '' }, ['sms', 'whatsapp'])).toEqual(facts);
    });

    test('lead to who was known there first, and then to who was written to last', async () => {
      const one = marie();
      const flatmate = marie({ phone: one.phone ?? '', whatsapp: one.phone ?? '' });
      await prospects.put(one);
      await prospects.put(flatmate);
      const ownerOf = async () => (await prospects.addressFacts(one)).sms;
      const people = [one.id, flatmate.id].sort();
      expect(await ownerOf()).toEqual({ owner: one.id, people });
      await prospects.noteOwner('sms', one.phone ?? '', flatmate.id);
      expect(await ownerOf()).toEqual({ owner: flatmate.id, people });
      await prospects.put(one);
      expect(await ownerOf()).toEqual({ owner: flatmate.id, people });
      expect((await other.addressFacts(one)).sms).toBeUndefined();
    });

    test('of e-mail are the same however they are spelled, and are kept as they were given', async () => {
      const one = marie({ email: 'Nina.X@example.com' });
      const spelled = { ...one, email: 'nina.x@example.com' };
      await prospects.put(one);
      await prospects.suppress('email', 'NINA.x@example.com', suppression('bounced'));
      await prospects.noteInbound('email', 'nina.X@example.com', TUESDAY);
      await prospects.noteOwner('email', 'nina.x@Example.com', one.id);
      const email = {
        owner: one.id,
        people: [one.id],
        suppression: suppression('bounced'),
        lastInboundAt: TUESDAY,
      };
      for (const each of [one, spelled]) expect((await prospects.addressFacts(each)).email).toEqual(email);
      expect((await prospects.lookUp(one.id, spelled)).facts.email).toEqual(email);
      const { people } = stores.scopes('tenant_a');
      expect((await people.lookUp([spelled]))[0]?.facts.email).toEqual(email);
      expect((await prospects.get(one.id))?.email).toBe('Nina.X@example.com');
      await prospects.suppress('email', 'nina.x@example.com', suppression('opted-out'));
      await prospects.liftOptOut('email', 'NINA.X@example.com', TUESDAY + HOUR);
      expect((await prospects.addressFacts(one)).email?.suppression).toBeUndefined();
      await prospects.forgetAddress('email', 'nINA.x@example.com', TUESDAY);
      expect((await prospects.addressFacts(one)).email).toEqual({ erasedAt: TUESDAY });
    });

    test('keep the proof of an opt-out, whatever providers report later', async () => {
      const one = marie();
      const facts = async () => (await prospects.addressFacts(one)).email?.suppression;
      await prospects.suppress('email', one.email ?? '', suppression('bounced'));
      await prospects.suppress('email', one.email ?? '', suppression('complained'));
      expect(await facts()).toEqual(suppression('complained'));
      await prospects.suppress('email', one.email ?? '', suppression('opted-out'));
      await prospects.suppress('email', one.email ?? '', suppression('invalid'));
      expect(await facts()).toEqual(suppression('opted-out'));
    });

    test('are freed of an opt-out by their owner, and of nothing else', async () => {
      const one = marie();
      const address = one.phone ?? '';
      await prospects.liftOptOut('sms', address, TUESDAY + HOUR);
      expect(await prospects.addressFacts(one)).toEqual({});
      await prospects.suppress('sms', address, suppression('invalid'));
      await prospects.liftOptOut('sms', address, TUESDAY + HOUR);
      expect((await prospects.addressFacts(one)).sms?.suppression?.reason).toBe('invalid');
      await prospects.suppress('sms', address, suppression('opted-out'));
      await prospects.liftOptOut('sms', address, TUESDAY + HOUR);
      expect((await prospects.addressFacts(one)).sms?.suppression).toBeUndefined();
    });

    test('are not freed by a wish that an opt-out overtook', async () => {
      const one = marie();
      await prospects.suppress('sms', one.phone ?? '', suppression('opted-out', TUESDAY));
      await prospects.liftOptOut('sms', one.phone ?? '', TUESDAY - 1);
      expect((await prospects.addressFacts(one)).sms?.suppression?.reason).toBe('opted-out');
    });

    test('remember when somebody last wrote from them', async () => {
      const one = marie();
      const address = one.whatsapp ?? '';
      await prospects.noteInbound('whatsapp', address, TUESDAY);
      await prospects.noteInbound('whatsapp', address, TUESDAY - HOUR);
      expect(await prospects.addressFacts(one)).toEqual({ whatsapp: { lastInboundAt: TUESDAY } });
      await prospects.suppress('whatsapp', address, suppression('opted-out'));
      await prospects.noteInbound('whatsapp', address, TUESDAY + HOUR);
      await prospects.liftOptOut('whatsapp', address, TUESDAY + HOUR);
      expect(await prospects.addressFacts(one)).toEqual({ whatsapp: { lastInboundAt: TUESDAY + HOUR } });
    });
  });
});

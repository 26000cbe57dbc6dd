import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, startOfDay } from '../../shared/domain/instant.ts';
import { prospectKey } from '../../shared/domain/message-id.ts';
import type { KnownPerson } from '../../shared/domain/segment.ts';
import type { TenantScope } from '../../shared/ports/tenant-scope.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

async function everybodyOf({ people }: TenantScope): Promise<KnownPerson[]> {
  const found: KnownPerson[] = [];
  let after: string | undefined;
  do {
    const page = await people.everybody(after);
    found.push(...page.people);
    after = page.next;
  } while (after !== undefined);
  return found.sort((a, b) => a.prospect.id.localeCompare(b.prospect.id));
}

describe.each(IMPLEMENTATIONS)('The people of a tenant in $name', ({ open }) => {
  let stores: OpenStores;
  const scopeOf = (tenantId: string): TenantScope => stores.scopes(tenantId);
  const keep = async (tenantId: string, id: string, rest: object = {}): Promise<void> => {
    await scopeOf(tenantId).people.enrol(id);
    await scopeOf(tenantId).prospects.put({ id, ...rest });
  };
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  test('are found without a search, each tenant its own, but for those merged or without a record', async () => {
    const ids = Array.from({ length: 40 }, (_, number) => `prospect_${10 + number}`);
    for (const id of ids) await keep('tenant_a', id, { tags: ['acheteur'] });
    await keep('tenant_b', 'other');
    await scopeOf('tenant_a').people.enrol('without-a-record');
    await scopeOf('tenant_a').prospects.merge('prospect_10', 'prospect_11');
    await scopeOf('tenant_a').people.strike('prospect_12');
    const found = await everybodyOf(scopeOf('tenant_a'));
    expect(found.map(({ prospect }) => prospect.id)).toEqual(
      ids.filter((id) => id !== 'prospect_10' && id !== 'prospect_12'),
    );
    expect(found[0]?.prospect.tags).toEqual(['acheteur']);
    expect((await everybodyOf(scopeOf('tenant_b'))).map(({ prospect }) => prospect.id)).toEqual(['other']);
  });

  test('are looked up together, in their order, with what is known of given and recorded addresses', async () => {
    const { prospects, people } = scopeOf('tenant_c');
    await keep('tenant_c', 'marie', { phone: '+33612345678', email: 'marie@example.com' });
    const suppression = { reason: 'opted-out', text: 'STOP', source: 'inbound', at: TUESDAY } as const;
    await prospects.suppress('sms', '+33612345678', suppression);
    await prospects.suppress('email', 'jean@example.com', suppression);
    const asked = [
      { id: 'jean', email: 'jean@example.com' },
      { id: 'marie' },
      { id: 'paul', phone: '+33612345678' },
      { id: 'nobody' },
    ];
    const found = await people.lookUp(asked);
    expect(found.map(({ prospect }) => prospect?.id)).toEqual([undefined, 'marie', undefined, undefined]);
    expect(found[0]?.facts.email?.suppression?.reason).toBe('opted-out');
    expect(found[1]?.facts.sms?.suppression?.reason).toBe('opted-out');
    expect(found[2]?.facts.sms?.suppression?.reason).toBe('opted-out');
    expect(found[3]?.facts).toEqual({});
    expect(await people.lookUp([])).toEqual([]);
  });

  test('are known to have shown an interest, on the latest day, and nobody is made up by it', async () => {
    const { people } = scopeOf('tenant_d');
    await keep('tenant_d', 'marie');
    for (const at of [TUESDAY, TUESDAY - 3 * DAY]) await people.noteEngagement(prospectKey('marie'), at);
    await people.noteEngagement(prospectKey('nobody'), TUESDAY);
    const day = Math.floor(TUESDAY / DAY) * DAY;
    expect(await everybodyOf(scopeOf('tenant_d'))).toEqual([{ prospect: { id: 'marie' }, engagedAt: day }]);
  });

  test('are known to have been in contact, which is an interest too and more than one', async () => {
    const { people } = scopeOf('tenant_e');
    await keep('tenant_e', 'marie');
    const key = prospectKey('marie');
    for (const at of [TUESDAY, TUESDAY - 3 * DAY]) await people.noteContact(key, at);
    await people.noteContact(prospectKey('nobody'), TUESDAY);
    const day = startOfDay(TUESDAY);
    const known = { prospect: { id: 'marie' }, contactAt: day };
    expect(await everybodyOf(scopeOf('tenant_e'))).toEqual([{ ...known, engagedAt: day }]);
    await people.noteEngagement(key, TUESDAY + DAY);
    expect(await people.find(['marie', 'nobody'])).toEqual([{ ...known, engagedAt: day + DAY }]);
    expect(await people.find([])).toEqual([]);
  });

  test('keep the day of the last news of them, or the first on which it was noticed that there is none', async () => {
    const { people, prospects } = scopeOf('tenant_f');
    const recorded = async () => (await people.find(['marie']))[0]?.recordedAt;
    await people.noteRecorded('marie', TUESDAY);
    expect(await people.find(['marie'])).toEqual([]);
    await prospects.put({ id: 'marie' });
    expect(await recorded()).toBeUndefined();
    for (const at of [TUESDAY, TUESDAY + DAY]) await people.noteRecorded('marie', at);
    expect(await recorded()).toBe(startOfDay(TUESDAY));
    await prospects.put({ id: 'marie', name: 'Marie' }, TUESDAY + 2 * DAY);
    await prospects.put({ id: 'marie', name: 'Marie' });
    expect(await recorded()).toBe(startOfDay(TUESDAY + 2 * DAY));
    await prospects.remove('marie', TUESDAY);
    await prospects.put({ id: 'marie' });
    expect(await recorded()).toBeUndefined();
  });
});

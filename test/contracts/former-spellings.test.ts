import { afterAll, beforeAll, expect, test } from 'vitest';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../../shared/adapters/dynamodb/tenant-directory.ts';
import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { DynamoTenantStore } from '../../shared/adapters/dynamodb/tenant-store.ts';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { shortHash } from '../../shared/domain/message-id.ts';
import { type OpenTable, openTable } from '../support/dynamodb.ts';
import { MemoryClock } from '../support/memory/clock.ts';
import { tenant, TUESDAY } from '../support/routing-request.ts';

/* Tables that were deployed before addresses had identities hold keys that are made of addresses as they were spelled. */

const NINA = { id: 'nina', email: 'Nina.X@example.com' };
const OPT_OUT = { reason: 'opted-out', text: 'STOP', source: 'a', at: TUESDAY } as const;

let opened: OpenTable;
let table: Table;
beforeAll(async () => {
  opened = await openTable();
  table = new Table(opened.client, opened.name);
});
afterAll(() => opened.close());

const prospectsOf = (tenantId: string) => dynamoScopes(table, 30)(tenantId).prospects;

/** What was written of an address under its spelling. */
const formerly = (tenantId: string, item: object): Promise<boolean> =>
  table.put({ pk: `${tenantId}#X#email#${shortHash(NINA.email)}`, sk: 'ADDRESS', ...item });

test('A STOP that was kept under a spelling binds there, outweighs a later bounce, and can be lifted', async () => {
  const prospects = prospectsOf('tenant_a');
  const sup = { sup: JSON.stringify(OPT_OUT), why: 'opted-out', supAt: TUESDAY };
  await formerly('tenant_a', { ...sup, inb: TUESDAY, who: 'nina', people: new Set(['nina']) });
  const known = { owner: 'nina', people: ['nina'], lastInboundAt: TUESDAY };
  expect((await prospects.addressFacts(NINA)).email).toEqual({ ...known, suppression: OPT_OUT });
  const bounce = { ...OPT_OUT, reason: 'bounced', at: TUESDAY + 1 } as const;
  await prospects.suppress('email', 'nina.x@example.com', bounce);
  expect((await prospects.addressFacts(NINA)).email?.suppression).toEqual(OPT_OUT);
  const [found] = await dynamoScopes(table, 30)('tenant_a').people.lookUp([NINA]);
  expect(found?.facts.email?.suppression).toEqual(OPT_OUT);
  await prospects.liftOptOut('email', NINA.email, TUESDAY + HOUR);
  expect((await prospects.addressFacts(NINA)).email?.suppression).toEqual(bounce);
});

test('What is newer of two spellings counts, and both are forgotten together', async () => {
  const prospects = prospectsOf('tenant_b');
  await formerly('tenant_b', { inb: TUESDAY, who: 'nina', people: new Set(['nina']) });
  await prospects.noteInbound('email', 'nina.x@example.com', TUESDAY + MINUTE);
  await prospects.noteOwner('email', 'nina.x@example.com', 'paul');
  expect((await prospects.addressFacts(NINA)).email).toEqual({
    owner: 'paul',
    people: ['nina', 'paul'],
    lastInboundAt: TUESDAY + MINUTE,
  });
  await prospects.forgetAddress('email', NINA.email, TUESDAY);
  expect((await prospects.addressFacts(NINA)).email).toEqual({ erasedAt: TUESDAY });
});

test('A tenant’s address that was kept under a spelling is found, no one else’s, and freed with it', async () => {
  const address = 'Bonjour@agence.example';
  const directory = new TenantDirectory(table);
  const find = (spelling: string) =>
    new DynamoTenantStore(table, new MemoryClock(TUESDAY)).findBySender('email', spelling);
  await table.put({ pk: `SENDER#email#${address}`, sk: 'SENDER', tenant: 'tenant_old' });
  expect(await find(address)).toBe('tenant_old');
  const senders = { email: { address, name: 'Agence', twoWay: true } };
  await expect(directory.put(tenant({ id: 'tenant_new', senders }))).rejects.toThrow('belongs to another');
  await directory.put(tenant({ id: 'tenant_old', senders }));
  expect(await find('bonjour@AGENCE.example')).toBe('tenant_old');
  await directory.put(tenant({ id: 'tenant_old', senders: {} }));
  expect(await find(address)).toBeUndefined();
  await directory.put(tenant({ id: 'tenant_new', senders }));
  expect(await find(address)).toBe('tenant_new');
});

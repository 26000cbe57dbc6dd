import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DynamoAgentDirectory } from '../../shared/adapters/dynamodb/agent-directory.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../../shared/adapters/dynamodb/tenant-directory.ts';
import { runCommand, TEST_CREDENTIALS } from '../support/command.ts';
import { type OpenTable, openTable } from '../support/dynamodb.ts';
import { tenant } from '../support/routing-request.ts';
import { UserPoolDouble } from '../support/user-pool.ts';

let table: OpenTable;
let pool: UserPoolDouble;
beforeAll(async () => {
  table = await openTable('coccinelle-dev');
  const directory = new TenantDirectory(new Table(table.client, table.name));
  await directory.put(tenant({ id: 'my_agency', senders: {} }));
  await directory.put(tenant({ id: 'other_agency', senders: {} }));
});
afterAll(() => table.close());
beforeEach(async () => {
  pool = await UserPoolDouble.open();
});
afterEach(() => pool.close());

function run(...args: string[]) {
  return runCommand('bin/agents.ts', ['--stage', 'dev', ...args], {
    ...TEST_CREDENTIALS,
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: pool.url,
  });
}

const CAMILLE = ['--email', 'Camille@Agence.example', '--name', 'Camille Martin'];
const add = (tenantId: string, role: string, who = CAMILLE) => run('add', tenantId, ...who, '--role', role);
const groupsOf = (email = 'camille@agence.example') => [...(pool.accounts.get(email)?.groups ?? [])];

describe('npm run agents', () => {
  test('lets somebody in: an account, the group of their agency, an invitation', async () => {
    const { code, output, errors } = await add('my_agency', 'agent');
    expect([code, errors]).toEqual([0, '']);
    expect(output).toContain('camille@agence.example is agent of my_agency');
    expect(output).toContain('first password');
    expect(groupsOf()).toEqual(['my_agency/agent']);
    expect(pool.accounts.get('camille@agence.example')?.attributes).toEqual({
      email: 'camille@agence.example',
      email_verified: 'true',
      name: 'Camille Martin',
    });
  });

  test('may be run again, also after it died half-way', async () => {
    pool.groups.add('my_agency/agent');
    const attributes = { email: 'camille@agence.example' };
    pool.accounts.set('camille@agence.example', { attributes, groups: new Set(), status: 'CONFIRMED' });
    for (let time = 0; time < 2; time += 1) {
      const { code, output } = await add('my_agency', 'agent');
      expect(code).toBe(0);
      expect(output).not.toContain('first password');
    }
    expect(groupsOf()).toEqual(['my_agency/agent']);
    expect(pool.accounts.get('camille@agence.example')?.attributes['name']).toBe('Camille Martin');
  });

  test('gives another role, never two at once', async () => {
    await add('my_agency', 'agent');
    await add('my_agency', 'admin');
    expect(groupsOf()).toEqual(['my_agency/admin']);
    const last = pool.calls.filter((call) => /AddUser|RemoveUser/.test(call)).slice(-2);
    expect(last).toEqual(['AdminRemoveUserFromGroup', 'AdminAddUserToGroup']);
  });

  test('leaves alone who belongs to another agency, and groups that are not ours', async () => {
    await add('other_agency', 'agent');
    const { code, errors } = await add('my_agency', 'agent');
    expect(code).toBe(1);
    expect(errors).toContain('belongs to other_agency already');
    pool.accounts.get('camille@agence.example')?.groups.add('printers');
    await add('other_agency', 'admin');
    expect(groupsOf().toSorted()).toEqual(['other_agency/admin', 'printers']);
    expect((await run('remove', 'my_agency', ...CAMILLE.slice(0, 2))).errors).toContain('has no agent');
    expect(groupsOf()).toContain('other_agency/admin');
  });

  test('removes somebody: signed out everywhere, and gone', async () => {
    await add('my_agency', 'agent');
    const { code, output } = await run('remove', 'my_agency', ...CAMILLE.slice(0, 2));
    expect([code, output]).toEqual([0, expect.stringContaining('within 15 minutes')]);
    expect(pool.calls.slice(-2)).toEqual(['AdminUserGlobalSignOut', 'AdminDeleteUser']);
    expect(pool.accounts.size).toBe(0);
    expect((await run('remove', 'my_agency', ...CAMILLE.slice(0, 2))).errors).toContain('has no agent');
  });

  test('tells colleagues’ screens that whoever was removed has left', async () => {
    await add('my_agency', 'agent');
    const id = 'sub-of-camille@agence.example';
    const agents = new DynamoAgentDirectory(new Table(table.client, table.name), 'my_agency');
    await agents.see({ id, role: 'agent' }, 1);
    await run('remove', 'my_agency', ...CAMILLE.slice(0, 2));
    expect((await agents.find(id))?.leftAt).toBeGreaterThan(1);
  });

  test('lists an agency’s people with their roles', async () => {
    expect((await run('list', 'my_agency')).output).toContain('has no agents');
    await add('my_agency', 'admin');
    await add('my_agency', 'agent', ['--email', 'a@agence.example', '--name', 'Anne']);
    await add('other_agency', 'agent', ['--email', 'b@agence.example', '--name', 'Benoît']);
    expect((await run('list', 'my_agency')).output.trim().split('\n')).toEqual([
      'a@agence.example  Anne  agent  FORCE_CHANGE_PASSWORD',
      'camille@agence.example  Camille Martin  admin  FORCE_CHANGE_PASSWORD',
    ]);
  });

  test('says what is wrong with an order or with the account', async () => {
    expect((await add('nobody', 'agent')).errors).toContain('There is no tenant nobody');
    expect((await add('my_agency', 'owner')).errors).toContain('There is no role "owner"');
    expect((await run('add', 'my_agency')).errors).toContain('Usage:');
    expect((await run('dance', 'my_agency')).errors).toContain('Usage:');
    expect(pool.accounts.size).toBe(0);
    pool.pools = ['somebody-elses'];
    expect((await run('list', 'my_agency')).errors).toContain('There is no user pool coccinelle-dev');
    pool.pools = ['coccinelle-dev', 'coccinelle-dev'];
    expect((await run('list', 'my_agency')).errors).toContain('There are 2 user pools');
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../../shared/adapters/dynamodb/tenant-directory.ts';
import type { TemplateApproval } from '../../shared/domain/whatsapp-approval.ts';
import { type OpenTable, openTable } from '../support/dynamodb.ts';
import { approving, tenant } from '../support/routing-request.ts';

let table: OpenTable;
let directory: TenantDirectory;
beforeAll(async () => {
  table = await openTable();
  directory = new TenantDirectory(new Table(table.client, table.name));
});
afterAll(() => table.close());

const approved = (contentSid: string, version = 0): TemplateApproval => ({
  approved: { contentSid, version, variables: [] },
});
const found = async (id: string) => (await directory.find(id))?.whatsappTemplates;

describe('What is learned of a tenant’s templates', () => {
  test('is kept by template and language, also when several learn at once', async () => {
    await directory.put(tenant({ id: 'busy', senders: {} }));
    const ids = ['A', 'B', 'C', 'D', 'E'];
    await Promise.all(ids.map((id) => directory.changeApproval('busy', id, 'fr', () => approved(id))));
    await directory.changeApproval('busy', 'A', 'en', () => approved('A2'));
    expect(await found('busy')).toEqual({
      ...Object.fromEntries(ids.map((id) => [id, { fr: approved(id) }])),
      A: { fr: approved('A'), en: approved('A2') },
    });
  });

  test('is changed from what is known, settings included', async () => {
    await directory.put(
      tenant({ id: 'named', senders: {}, whatsappTemplates: approving('A', ['x'], 'HX1') }),
    );
    const seen: TemplateApproval[] = [];
    await directory.changeApproval('named', 'A', 'fr', (known) => {
      seen.push(known);
      return known;
    });
    expect(seen).toEqual([{ approved: { contentSid: 'HX1', variables: ['x'], version: 0 } }]);
  });

  test('does not hold on to what the settings alone said', async () => {
    await directory.put(tenant({ id: 'moved', senders: {}, whatsappTemplates: approving('A', [], 'HX1') }));
    const submitted = { contentSid: 'HX2', version: 1, variables: [], status: 'pending', at: 0 } as const;
    await directory.changeApproval('moved', 'A', 'fr', (known) => ({ ...known, submitted }));
    expect(await found('moved')).toEqual({ A: { fr: { ...approved('HX1'), submitted } } });
    await directory.put(tenant({ id: 'moved', senders: {} }));
    expect(await found('moved')).toEqual({ A: { fr: { submitted } } });
  });

  test('is about a tenant that there is', async () => {
    await expect(directory.changeApproval('nobody', 'A', 'fr', (known) => known)).rejects.toThrow(
      'There is no tenant nobody',
    );
    expect(await directory.find('nobody')).toBeUndefined();
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { DynamoTenantStore } from '../../shared/adapters/dynamodb/tenant-store.ts';
import { hashOfApiKey, SCOPES } from '../../shared/domain/api-key.ts';
import { runCommand, TEST_CREDENTIALS } from '../support/command.ts';
import { type OpenTable, openTable } from '../support/dynamodb.ts';
import { MemoryClock } from '../support/memory/clock.ts';

let table: OpenTable;

beforeAll(async () => {
  table = await openTable('coccinelle-dev');
});
afterAll(() => table.close());

/** What functions would read now, without anything kept from before. */
const tenants = (): DynamoTenantStore =>
  new DynamoTenantStore(new Table(table.client, table.name), new MemoryClock(0));

function run(args: string[], input: unknown = '') {
  const env = { ...TEST_CREDENTIALS, AWS_ENDPOINT_URL_DYNAMODB: table.endpoint };
  return runCommand('bin/tenants.ts', ['--stage', 'dev', ...args], env, input);
}

const AGENCY = {
  id: 'my_agency',
  name: 'Agence Dupont',
  senders: {
    sms: { address: '38105', twoWay: true },
    whatsapp: { address: '06 12 34 56 78' },
    email: { address: 'bonjour@agence-dupont.fr', name: 'Agence Dupont' },
  },
};

describe('npm run tenants', () => {
  test('puts a tenant in place, with the product’s defaults and its senders findable', async () => {
    expect(await run(['put'], AGENCY)).toMatchObject({ code: 0, errors: '' });
    const found = await tenants().get('my_agency');
    expect(found).toMatchObject({ name: 'Agence Dupont', locale: 'fr', timeZone: 'Europe/Paris' });
    expect(found.policy.quietHours).toEqual({ start: 22 * 60, end: 8 * 60 });
    expect(await tenants().findBySender('whatsapp', '+33612345678')).toBe('my_agency');
  });

  test('names every setting that does not fit, and stores nothing', async () => {
    const wrong = { ...AGENCY, id: 'wrong', timeZone: 'Europe/Pari', colour: 'red' };
    const { code, errors } = await run(['put'], wrong);
    expect(code).toBe(1);
    expect(errors).toContain('timeZone is not a known time zone');
    expect(errors).toContain('colour is not a known field');
    await expect(tenants().get('wrong')).rejects.toThrow('There is no tenant wrong');
  });

  test.each([
    ['My_Agency', 'upper case'],
    ['my.agency', 'a dot'],
    ['my-agency', 'a dash'],
    ['_agency', 'an underscore at the start'],
    ['a'.repeat(51), '51 characters'],
  ])('refuses the id %s, which has %s, and says what an id may be', async (id) => {
    const { code, errors } = await run(['put'], { ...AGENCY, id, senders: {} });
    expect(code).toBe(1);
    expect(errors).toContain('id must be 1 to 50 of a-z 0-9 _, with a letter or a digit at both ends');
    await expect(tenants().get(id)).rejects.toThrow('There is no tenant');
  });

  test('takes the longest id that there may be', async () => {
    const id = `a${'_'.repeat(48)}z`;
    expect(await run(['put'], { ...AGENCY, id, senders: {} })).toMatchObject({ code: 0 });
    expect(await tenants().get(id)).toMatchObject({ id });
  });

  test('takes approvals of WhatsApp templates that were made elsewhere, by language', async () => {
    const contentSid = `HX${'0'.repeat(32)}`;
    const content = { contentSid, variables: ['firstName', 'mapLink'], links: ['mapLink'] };
    const named = (whatsappTemplates: object) => ({ ...AGENCY, id: 'named', senders: {}, whatsappTemplates });
    await run(['put'], named({ WELCOME: { fr: content } }));
    expect((await tenants().get('named')).whatsappTemplates).toEqual({
      WELCOME: { fr: { approved: { ...content, version: 0 } } },
    });
    const { errors } = await run(['put'], named({ WELCOME: { ...content, de: content } }));
    expect(errors).toContain('whatsappTemplates.WELCOME.contentSid is not a known field');
    expect(errors).toContain('whatsappTemplates.WELCOME.de is not a known field');
    const wrong = await run(['put'], named({ WELCOME: { en: { contentSid: 'MG1', variables: [] } } }));
    expect(wrong.errors).toContain('whatsappTemplates.WELCOME.en.contentSid must be a Twilio ContentSid');
  });

  test('refuses a sender that belongs to another tenant', async () => {
    const { code, errors } = await run(['put'], { ...AGENCY, id: 'thief' });
    expect(code).toBe(1);
    expect(errors).toContain('belongs to another tenant');
  });

  test('refused for one sender, a tenant has none of the others either', async () => {
    const half = {
      ...AGENCY,
      id: 'half',
      senders: { sms: AGENCY.senders.sms, email: { address: 'half@agence.fr' } },
    };
    expect((await run(['put'], half)).code).toBe(1);
    expect(await tenants().findBySender('email', 'half@agence.fr')).toBeUndefined();
  });

  test('sets a sender free that a tenant gives up, for another one to take', async () => {
    const mover = (address: string) => ({
      ...AGENCY,
      id: 'mover',
      senders: { sms: { address, twoWay: true } },
    });
    await run(['put'], mover('38201'));
    await run(['put'], mover('38202'));
    expect(await tenants().findBySender('sms', '38201')).toBeUndefined();
    expect(await tenants().findBySender('sms', '38202')).toBe('mover');
  });

  test('takes the number to which STOP is texted when the sender cannot be answered', async () => {
    const sms = { address: 'DUPONT', twoWay: false, stopNumber: '36180' };
    await run(['put'], { ...AGENCY, id: 'one_way', senders: { sms } });
    expect((await tenants().get('one_way')).senders.sms).toEqual(sms);
    const wrong = { ...AGENCY, id: 'one_way', senders: { sms: { ...sms, stopNumber: 'STOP' } } };
    expect((await run(['put'], wrong)).errors).toMatch(/stopNumber.*must be a number such as 36180/);
  });

  test('takes for how many months people are kept of whom nothing is heard, and null for never', async () => {
    const kept = async (prospectRetentionMonths: unknown) => {
      const { errors } = await run(['put'], {
        ...AGENCY,
        id: 'keeper',
        senders: {},
        prospectRetentionMonths,
      });
      return errors;
    };
    for (const months of [12, null] as const) {
      await kept(months);
      expect((await tenants().get('keeper')).policy.prospectRetentionMonths).toBe(months);
    }
    for (const wrong of [0, 121, 1.5, 'never'])
      expect(await kept(wrong)).toMatch(/^ {2}prospectRetentionMonths /m);
  });

  test('takes the look of the agency’s e-mails, and says what does not fit', async () => {
    const brand = {
      colour: '#1A2b3c',
      logo: { url: 'https://agence-dupont.fr/logo.png', width: 160 },
      website: 'https://agence-dupont.fr',
      address: '12 rue des Lilas, 69003 Lyon',
      phone: '04 78 12 34 56',
    };
    await run(['put'], { ...AGENCY, id: 'branded', senders: {}, brand });
    expect((await tenants().get('branded')).brand).toEqual({ ...brand, phone: '+33478123456' });
    const wrong = { colour: 'navy', logo: { url: 'http://agence-dupont.fr/logo.png', width: 900 } };
    const { code, errors } = await run(['put'], { ...AGENCY, id: 'branded', senders: {}, brand: wrong });
    expect(code).toBe(1);
    expect(errors).toContain('brand.colour must be a colour such as #1a2b3c');
    expect(errors).toContain('brand.logo.url must be an https URL');
    expect(errors).toContain('brand.logo.width must be at most 552');
  });

  test('makes a key that is shown once, opens what its scopes allow, and can be taken back', async () => {
    const { output } = await run([
      'create-key',
      'my_agency',
      '--name',
      'our website',
      '--scopes',
      'messages:write',
    ]);
    const [key = ''] = output.split('\n');
    expect(key).toMatch(/^ck_dev_[\w-]{32}$/);
    const found = await tenants().findApiKey(hashOfApiKey(key));
    expect(found).toMatchObject({ tenantId: 'my_agency', name: 'our website', scopes: ['messages:write'] });
    const list = await run(['list-keys', 'my_agency']);
    expect(list.output).toContain('our website');
    expect(list.output).not.toContain(key);
    await run(['revoke-key', 'my_agency', found?.id ?? '']);
    expect(await tenants().findApiKey(hashOfApiKey(key))).toBeUndefined();
  });

  test('says what is wrong with an order', async () => {
    const create = (...args: string[]) => run(['create-key', 'my_agency', '--name', 'x', ...args]);
    expect((await run(['create-key', 'nobody', '--name', 'x', '--scopes', 'all'])).errors).toContain(
      'There is no tenant nobody',
    );
    expect((await create('--scopes', 'everything')).errors).toContain('There is no scope "everything"');
    // A key that may do everything is one that somebody asked for.
    expect((await create()).errors).toContain('Say what the key may do');
    const [key = ''] = (await create('--scopes', 'all')).output.split('\n');
    expect((await tenants().findApiKey(hashOfApiKey(key)))?.scopes).toEqual(SCOPES);
    expect((await run(['dance'])).errors).toContain('Usage:');
  });
});

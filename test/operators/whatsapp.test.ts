import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../../shared/adapters/dynamodb/tenant-directory.ts';
import { DynamoTenantStore } from '../../shared/adapters/dynamodb/tenant-store.ts';
import type { TemplateApproval } from '../../shared/domain/whatsapp-approval.ts';
import { ACCOUNT, Bench } from '../local-providers/harness.ts';
import { runCommand, TEST_CREDENTIALS } from '../support/command.ts';
import { type OpenTable, openTable } from '../support/dynamodb.ts';
import { type Answer, listen, type Loopback } from '../support/loopback.ts';
import { MemoryClock } from '../support/memory/clock.ts';
import { approving, tenant } from '../support/routing-request.ts';

const ADDRESS = ['--url', 'https://api.agence-dupont.fr/'];
const REMINDER = 'APPOINTMENT_REMINDER_24H';
const SECRET: Answer = { body: JSON.stringify({ Parameter: { Value: JSON.stringify(ACCOUNT) } }) };

let table: OpenTable;
let parameters: Loopback;
let secret: Answer;
let twilio: Bench;
let agency: string;
let made = 0;

beforeAll(async () => {
  table = await openTable('coccinelle-dev');
  parameters = await listen(() => secret);
});
afterAll(async () => {
  parameters.close();
  await table.close();
});
beforeEach(async () => {
  secret = SECRET;
  twilio = await new Bench().start();
  made += 1;
  agency = `agency_${made}`;
  await directory().put(tenant({ id: agency, senders: {} }));
});
afterEach(() => twilio.close());

const directory = (): TenantDirectory => new TenantDirectory(new Table(table.client, table.name));

/** What functions read of a template. */
async function known(locale: 'fr' | 'en' = 'fr', id = REMINDER): Promise<TemplateApproval | undefined> {
  const store = new DynamoTenantStore(new Table(table.client, table.name), new MemoryClock(0));
  return (await store.get(agency)).whatsappTemplates[id]?.[locale];
}

function run(...args: string[]) {
  return runCommand('bin/whatsapp.ts', ['--stage', 'dev', ...args], {
    ...TEST_CREDENTIALS,
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_ENDPOINT_URL_SSM: parameters.url,
    TWILIO_BASE_URL: `${twilio.publicUrl}/_local/providers/twilio`,
  });
}

const contents = () => [...twilio.simulators.simulation.store.contents.values()];
const row = (output: string, start: string): string =>
  output.split('\n').find((line) => line.replace(/ +/g, ' ').startsWith(start)) ?? '';

describe('npm run whatsapp submit', () => {
  test('submits every wording of the catalogue once, with its category, and says how far it is', async () => {
    const first = await run('submit', agency, ...ADDRESS);
    expect(first).toMatchObject({ code: 0 });
    expect(first.errors).toContain('26/26 WELCOME en');
    expect(row(first.output, `${REMINDER} fr`)).toMatch(/UTILITY +received$/);
    expect(row(first.output, 'NEW_PROPERTY_ALERT en')).toMatch(/MARKETING +received$/);
    expect(contents()).toHaveLength(26);
    for (const { approval, friendlyName } of contents()) {
      expect(approval?.verdict).toEqual({ status: 'approved', reason: '' });
      expect(friendlyName).toMatch(new RegExp(`^coccinelle_${agency}_[a-z0-9_]+_(fr|en)_v0_[0-9a-f]{8}$`));
    }
    const again = await run('submit', agency, ...ADDRESS);
    expect(again).toMatchObject({ code: 0, errors: '', output: first.output });
    expect(contents()).toHaveLength(26);
  });

  test('submits the templates that are named, buttons leading through the API’s own address', async () => {
    await run('submit', agency, 'APPOINTMENT_CONFIRMATION', ...ADDRESS);
    expect(contents().map(({ language }) => language)).toEqual(['fr', 'en']);
    expect(contents()[0]?.types['whatsapp/card']).toMatchObject({
      header_text: 'Rendez-vous confirmé',
      actions: [
        { type: 'URL', title: 'Voir le plan', url: 'https://api.agence-dupont.fr/l/{{6}}' },
        { type: 'QUICK_REPLY', title: 'Changer de date' },
      ],
    });
    expect(await known('fr', 'APPOINTMENT_CONFIRMATION')).toMatchObject({
      submitted: { status: 'received', version: 0, links: ['mapLink'], contentSid: contents()[0]?.sid },
    });
    expect(await known()).toBeUndefined();
  });

  test.each(['content', 'approval'])('doubles nothing when the answer about the %s was lost', async (to) => {
    twilio.simulators.simulation.faults.add({ provider: 'twilio', mode: 'reset', to, count: 1 });
    const died = await run('submit', agency, REMINDER);
    expect(died).toMatchObject({ code: 1, errors: expect.stringContaining('nothing is doubled') });
    expect(contents()).toHaveLength(1);
    expect(await known()).toBeUndefined();
    expect(await run('submit', agency, REMINDER)).toMatchObject({ code: 0 });
    expect(contents()).toHaveLength(2);
    expect(contents().every(({ approval }) => approval !== undefined)).toBe(true);
    expect(await known()).toMatchObject({ submitted: { contentSid: contents()[0]?.sid } });
  });

  test('waits when Twilio asks to, and says so', async () => {
    twilio.simulators.simulation.faults.add({ provider: 'twilio', mode: 'busy', retryAfter: 1, count: 1 });
    const { code, errors } = await run('submit', agency, REMINDER);
    expect(code).toBe(0);
    expect(errors).toContain('Twilio asks to wait 1 s.');
    expect(contents()).toHaveLength(2);
  });

  test('leaves alone what operators say is approved', async () => {
    await directory().put(
      tenant({ id: agency, senders: {}, whatsappTemplates: approving(REMINDER, ['firstName']) }),
    );
    const { output } = await run('submit', agency, REMINDER);
    expect(row(output, `${REMINDER} fr`)).toMatch(/approved$/);
    expect(contents().map(({ language }) => language)).toEqual(['en']);
  });

  test('prints, when asked to, what it would submit as Twilio reads it, and asks nobody', async () => {
    secret = { status: 400, body: '{}' };
    const { output, code } = await run('submit', agency, REMINDER, '--dry-run');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject([
      {
        friendly_name: expect.stringContaining(`${agency}_appointment_reminder_24h_fr_v0_`),
        language: 'fr',
        category: 'UTILITY',
        variables: { 1: 'Marie', 2: '15h30', 3: 'Agence du Parc' },
        types: { 'twilio/quick-reply': { actions: [{ title: 'Oui, je confirme' }, {}, {}] } },
      },
      { language: 'en' },
    ]);
    expect(contents()).toEqual([]);
  });

  test('says what is wrong with an order, and submits nothing', async () => {
    const orders: readonly (readonly [string[], RegExp])[] = [
      [['submit', 'nobody'], /There is no tenant nobody/],
      [['submit', agency, 'HELLO'], /There is no WhatsApp template HELLO/],
      [['submit', agency], /has a button that leads to a link.*ApiUrl/],
      [['submit', agency, '--url', 'http://api.example'], /is not an https address/],
      [['dance', agency], /Usage:/],
    ];
    await Promise.all(
      orders.map(async ([order, said]) => expect((await run(...order)).errors).toMatch(said)),
    );
    secret = {
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ __type: 'ParameterNotFound', message: 'none' }),
    };
    expect((await run('submit', agency, REMINDER)).errors).toContain(
      'There is no secret /coccinelle/dev/twilio: npm run secrets -- --stage dev twilio',
    );
    const wrong = JSON.stringify({ ...ACCOUNT, authToken: 'wrong' });
    secret = { body: JSON.stringify({ Parameter: { Value: wrong } }) };
    expect((await run('submit', agency, REMINDER)).errors).toContain('Twilio refuses the credentials');
    expect(contents()).toEqual([]);
  });
});

describe('npm run whatsapp status', () => {
  test('puts to use what Meta approved, and keeps why it rejected the rest', async () => {
    twilio.simulators.simulation.faults.add({ provider: 'twilio', mode: 'reject-template', count: 1 });
    await run('submit', agency, REMINDER);
    await twilio.skip(61_000);
    const { output, code } = await run('status', agency);
    expect(code).toBe(0);
    expect(row(output, `${REMINDER} fr`)).toMatch(/UTILITY +rejected +The template’s content violates/);
    expect(row(output, `${REMINDER} en`)).toMatch(/UTILITY +approved$/);
    expect(row(output, 'WELCOME fr')).toMatch(/never submitted$/);
    expect(await known('fr')).toMatchObject({ submitted: { status: 'rejected' } });
    expect(await known('en')).toEqual({
      approved: { contentSid: contents()[1]?.sid, version: 0, variables: expect.any(Array) },
    });
  });

  test('takes out of use what Meta paused, and back in when it lets it go on', async () => {
    await run('submit', agency, REMINDER);
    await twilio.skip(61_000);
    await run('status', agency);
    const contentSid = contents()[0]?.sid;
    await twilio.call('POST', '/_local/contents', { contentSid, status: 'paused' });
    expect(row((await run('status', agency)).output, `${REMINDER} fr`)).toMatch(/paused$/);
    expect(await known()).toMatchObject({ approved: { contentSid, halted: { status: 'paused' } } });
    await twilio.call('POST', '/_local/contents', { contentSid, status: 'approved' });
    await run('status', agency);
    expect((await known())?.approved).not.toHaveProperty('halted');
  });

  test('finds that a content was deleted at Twilio, for it to be submitted again', async () => {
    await run('submit', agency, REMINDER);
    await twilio.skip(61_000);
    await run('status', agency);
    const sid = contents()[0]?.sid ?? '';
    twilio.simulators.simulation.store.commit([{ kind: 'content-gone', sid }]);
    expect(row((await run('status', agency)).output, `${REMINDER} fr`)).toMatch(
      /disabled +The content is not in the Twilio account\.$/,
    );
    await run('submit', agency, REMINDER);
    expect(contents()).toHaveLength(2);
    expect(await known()).toMatchObject({
      approved: { contentSid: sid, halted: { status: 'disabled' } },
      submitted: { contentSid: contents()[1]?.sid, status: 'received' },
    });
  });

  test('and the tenant’s settings do not overwrite each other', async () => {
    await run('submit', agency, REMINDER);
    await directory().put(tenant({ id: agency, senders: {}, name: 'Agence renommée' }));
    expect(await known()).toMatchObject({ submitted: { status: 'received' } });
    await twilio.skip(61_000);
    await run('status', agency);
    expect((await directory().find(agency))?.name).toBe('Agence renommée');
    expect(await known()).toMatchObject({ approved: { version: 0 } });
  });
});

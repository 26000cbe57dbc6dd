import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/templates-api/handler.ts';
import {
  previewResponse,
  templateListResponse,
  templateResponse,
  templateVersionResponse,
  templateVersionsResponse,
} from '../../shared/contracts/http/template-responses.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { tenant, TUESDAY_NIGHT } from '../support/routing-request.ts';
import { TEMPLATE_IDS, WORDINGS } from '../support/template-examples.ts';
import { apiOptions, type Call, call, KEYS, openPlatform } from './http.ts';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;

beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), apiOptions(platform));
});

const ID = 'APPOINTMENT_CONFIRMATION';
const DATA = {
  firstName: 'Marie',
  appointmentDate: '2026-12-01',
  appointmentTime: '15:00',
  appointmentAddress: '12 rue de Paris',
};

function ask(method: string, path: string, options: Call = {}) {
  const [, templateId, , version] = path.split('/');
  const pathParameters = {
    ...(templateId !== undefined && { templateId }),
    ...(version !== undefined && { version }),
  };
  return call(handler, method, `/v1/${path}`, { ...options, pathParameters });
}

const put = (body: object, id = ID) => ask('PUT', `templates/${id}`, { body });
const post = (what: string, body: object, id = ID) => ask('POST', `templates/${id}/${what}`, { body });
const sms = (fr: string) => ({ wordings: { sms: { fr } } });
const smsNow = async () => (await ask('GET', `templates/${ID}`)).body.wordings.sms.fr;

describe('GET /v1/templates', () => {
  test('tells 15 SMS, 9 e-mails and 13 WhatsApp templates, each with its contract', async () => {
    const { status, body } = await ask('GET', 'templates');
    expect([status, body.counts]).toEqual([200, { sms: 15, email: 9, whatsapp: 13 }]);
    expect(templateListResponse.safeParse(body).error?.issues).toBeUndefined();
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(TEMPLATE_IDS);
  });

  test('tells only what is asked for', async () => {
    const ids = async (query: string) =>
      (await ask('GET', 'templates', { query })).body.items.map(({ id }: { id: string }) => id);
    expect(await ids('category=document')).toEqual([
      'DOCUMENT_TO_SIGN',
      'DOCUMENT_SIGNED',
      'DOCUMENT_MISSING',
    ]);
    expect(await ids('category=document&channel=email')).toEqual(['DOCUMENT_TO_SIGN', 'DOCUMENT_SIGNED']);
    expect(await ids('channel=email')).toHaveLength(9);
  });

  test('is read page by page', async () => {
    const seen: string[] = [];
    let query = 'limit=7';
    for (let turn = 0; turn < 3; turn += 1) {
      const { body } = await ask('GET', 'templates', { query });
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      query = `limit=7&cursor=${body.nextCursor}`;
      expect(body.nextCursor === undefined).toBe(turn === 2);
      expect(templateListResponse.safeParse(body).error?.issues).toBeUndefined();
    }
    expect(seen).toEqual(TEMPLATE_IDS);
  });

  test.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'cursor=x',
    'cursor=',
    'category=none',
    'page=2',
    '__proto__=1',
  ])('refuses ?%s', async (query) => {
    const { status, body } = await ask('GET', 'templates', { query });
    expect([status, body.code, body.errors.length]).toEqual([400, 'invalid-request', 1]);
  });

  test('refuses a cursor of another tenant and of another question', async () => {
    const { nextCursor } = (await ask('GET', 'templates', { query: 'limit=2' })).body;
    const elsewhere = [
      { query: `limit=2&cursor=${nextCursor}`, key: KEYS.other },
      { query: `limit=2&cursor=${nextCursor}&channel=sms` },
    ];
    for (const options of elsewhere) expect((await ask('GET', 'templates', options)).status).toBe(400);
  });
});

describe('GET /v1/templates/{templateId}', () => {
  test.each(TEMPLATE_IDS)('describes %s', async (id) => {
    const { status, body } = await ask('GET', `templates/${id}`);
    expect([status, templateResponse.safeParse(body).error?.issues]).toEqual([200, undefined]);
    expect(body).toMatchObject({ publishedVersion: 0, latestVersion: 0 });
  });
  test('says what Meta thinks of its words on WhatsApp', async () => {
    const content = { contentSid: 'HX1', variables: ['firstName'], version: 0 };
    const waiting = { ...content, version: 1, status: 'pending', at: TUESDAY_NIGHT } as const;
    const fr = { approved: content, submitted: waiting };
    await platform.tenants.put(
      tenant({ id: TENANT, whatsappTemplates: { [ID]: { fr, en: { approved: content } } } }),
    );
    expect((await ask('GET', `templates/${ID}`)).body.whatsappApproval).toEqual({
      fr: { status: 'pending', since: '2026-11-24T22:00:00.000Z', versionInUse: 0 },
      en: { status: 'approved', versionInUse: 0 },
    });
    expect((await ask('GET', 'templates/WELCOME')).body.whatsappApproval).toEqual({});
  });
  test('knows no others', async () => {
    for (const id of ['NOTHING', '__proto__', 'constructor'])
      expect((await ask('GET', `templates/${id}`)).status).toBe(404);
  });
});

describe('An agency’s own words', () => {
  test('are a draft until they are published, and can be rolled back to any version', async () => {
    const catalogue = await smsNow();
    expect(catalogue.source).toBe('catalogue');
    const draft = await put(sms('Un {{firstName}}'));
    expect([draft.status, draft.body.latestVersion, draft.body.publishedVersion]).toEqual([200, 1, 0]);
    expect(await smsNow()).toEqual(catalogue);

    expect((await post('publish', { version: 1 })).body.publishedVersion).toBe(1);
    expect(await smsNow()).toEqual({ source: 'own', text: 'Un {{firstName}}' });
    await put({ ...sms('Deux {{firstName}}'), publish: true });
    expect(await smsNow()).toEqual({ source: 'own', text: 'Deux {{firstName}}' });

    await post('publish', { version: 1 });
    expect(await smsNow()).toEqual({ source: 'own', text: 'Un {{firstName}}' });
    await post('publish', { version: 0 });
    expect(await smsNow()).toEqual(catalogue);
    const { body } = await ask('GET', `templates/${ID}/versions`);
    expect(templateVersionsResponse.safeParse(body).success).toBe(true);
    expect(body.items.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    const first = await ask('GET', `templates/${ID}/versions/1`);
    expect(templateVersionResponse.safeParse(first.body).success).toBe(true);
    expect(first.body.wordings).toEqual({ sms: { fr: 'Un {{firstName}}' } });
  });

  test('are written by one of two who started from the same version', async () => {
    await put({ ...sms('Un'), basedOn: 0 });
    const late = await put({ ...sms('Autre'), basedOn: 0 });
    expect([late.status, late.body.code]).toEqual([409, 'version-conflict']);
    expect((await put({ ...sms('Deux'), basedOn: 1 })).body.latestVersion).toBe(2);
    const races = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => put({ ...sms(`${turn}`), basedOn: 2 })),
    );
    expect(races.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('that cannot be sent are refused, with everything that is wrong, and nothing is written', async () => {
    const wordings = {
      sms: { fr: 'Bonjour {{prenom}}', en: 'Hello {{firstName' },
      whatsapp: { fr: { body: '{{agentName}} vous attend' } },
    };
    const { status, body } = await put({ wordings });
    expect([status, body.code]).toEqual([400, 'invalid-request']);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'wordings.sms.fr',
      'wordings.sms.en',
      'wordings.whatsapp.fr.body',
    ]);
    expect((await ask('GET', `templates/${ID}/versions`)).body.items).toEqual([]);
  });

  test.each([{}, { wordings: {} }, { wordings: { sms: {} } }, { wordings: { fax: { fr: 'x' } } }])(
    'need words: %j is refused',
    async (body) => {
      expect((await put(body)).status).toBe(400);
    },
  );

  test('cannot be published in a version that does not exist', async () => {
    for (const version of [1, 99]) expect((await post('publish', { version })).status).toBe(404);
    expect((await ask('GET', `templates/${ID}/versions/7`)).status).toBe(404);
    expect((await ask('GET', `templates/${ID}/versions/x`)).status).toBe(404);
  });

  test('stay with the messages that were accepted with them, and with no other tenant', async () => {
    await put({ ...sms('Version 1, {{firstName}}'), publish: true });
    const content = { templateId: ID, data: DATA };
    const first = await platform.post({ channel: 'sms', content });
    await put({ ...sms('Version 2, {{firstName}}'), publish: true });
    const second = await platform.post({ channel: 'sms', content });
    await platform.run();
    expect(platform.twilio.taken.map(({ text }) => text)).toEqual(['Version 1, Marie', 'Version 2, Marie']);
    for (const { messageId } of [first, second]) expect(await platform.status(messageId)).toBe('delivered');
    const theirs = await ask('GET', `templates/${ID}`, { key: KEYS.other });
    expect(theirs.body).toMatchObject({ publishedVersion: 0, latestVersion: 0 });
  });

  test('are read and written by keys that may', async () => {
    const asReader = { key: KEYS.reader, body: sms('x') };
    expect((await ask('GET', 'templates', { key: KEYS.reader })).status).toBe(403);
    expect((await ask('PUT', `templates/${ID}`, asReader)).status).toBe(403);
  });
});

describe('A preview', () => {
  test.each(WORDINGS)('shows $id by $channel in $locale, with examples', async ({ id, channel, locale }) => {
    const { status, body } = await post('preview', { channel, locale }, id);
    expect([status, previewResponse.safeParse(body).error?.issues]).toEqual([200, undefined]);
    expect(body.locale).toBe(locale);
    expect(body.text).toContain('Agence du Parc');
  });

  test('of an SMS says what it costs, what makes it so, and what would be cheaper', async () => {
    const text = `Bonjour {{firstName}}, votre rendez-vous du {{appointmentDate}} est prêt. ${'Nous vous attendons. '.repeat(3)}`;
    const { body } = await post('preview', { channel: 'sms', ...sms(text) });
    expect(body).toMatchObject({
      encoding: 'UCS-2',
      segments: 2,
      cost: { micros: 100_000, currency: 'EUR' },
      costly: [{ character: 'ê', instead: 'e' }],
      cheaper: { segments: 1, text: expect.stringContaining('est pret.') },
    });
    expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual([
      'costly-characters',
      'several-segments',
    ]);
    expect(body.warnings[0].message).toContain('« ê »');
  });

  test('of what will not leave says why', async () => {
    const senders = { sms: { address: 'AGENCE', twoWay: false } };
    await platform.tenants.put(tenant({ id: TENANT, senders }));
    const codes = async (id: string) =>
      (await post('preview', { channel: 'sms' }, id)).body.warnings.map(({ code }: { code: string }) => code);
    expect(await codes('NEW_PROPERTY_ALERT')).toContain('no-stop-number');
    expect(await codes('APPOINTMENT_REMINDER_24H')).toContain('one-way-sender');
  });

  test('of a question from a name that nobody can answer shows the link, and counts it', async () => {
    const senders = { sms: { address: 'AGENCE', twoWay: false } };
    await platform.tenants.put(tenant({ id: TENANT, senders, linkBase: 'https://messages.example' }));
    const shown = async (more: object = {}) =>
      (await post('preview', { channel: 'sms', ...more }, 'APPOINTMENT_REMINDER_24H')).body;
    const { text, warnings, segments } = await shown();
    expect(text).toMatch(/Confirmez ici : https:\/\/messages\.example\/l\/exemple-+ Agence du Parc$/);
    expect([segments, warnings.map(({ code }: { code: string }) => code)]).toEqual([2, ['several-segments']]);
    expect((await shown(sms('RDV à {{appointmentTime}}. Répondez OUI ou NON.'))).text).toMatch(
      /Répondez OUI ou NON\.\nRépondez ici : https:\/\/messages\.example\/l\/exemple-+$/,
    );
    expect((await shown(sms('RDV {{appointmentTime}} ? {{answerLink}} Merci'))).text).toMatch(
      /^RDV 15h30 \? https:\/\/messages\.example\/l\/exemple-+ Merci$/,
    );
    const elsewhere = await post('preview', { channel: 'sms', ...sms('{{answerLink}}') });
    expect(elsewhere.body.detail ?? JSON.stringify(elsewhere.body)).toContain('answerLink');
  });

  test('shows words that are not stored, a version, or the published one', async () => {
    await put(sms('Version 1 {{firstName}}'));
    const shown = async (more: object) => (await post('preview', { channel: 'sms', ...more })).body.text;
    expect(await shown({})).toMatch(/^Bonjour Marie, votre RDV/);
    expect(await shown({ version: 1, data: DATA })).toBe('Version 1 Marie');
    expect(await shown(sms('Pas encore {{firstName}}'))).toBe('Pas encore Marie');
    await post('publish', { version: 1 });
    expect(await shown({})).toBe('Version 1 Marie');
    expect(await shown({ version: 0 })).toMatch(/^Bonjour Marie, votre RDV/);
  });

  test.each<[string, object, string]>([
    ['data that a message would be refused with', { data: { firstName: 'Marie' } }, 'data.appointmentDate'],
    ['a variable that is unknown', { data: { ...DATA, prenom: 'Marie' } }, 'data.prenom'],
    ['words that could not be stored', sms('{{prenom}}'), 'wordings.sms.fr'],
    ['a channel without words', { channel: 'fax' }, 'channel'],
  ])('is refused for %s', async (_, more, path) => {
    const { status, body } = await post('preview', { channel: 'sms', ...more });
    expect([status, body.errors[0].path]).toEqual([400, path]);
  });

  test('is refused on a channel that the template has no words for', async () => {
    const { status, body } = await post('preview', { channel: 'email' }, 'MISSED_CALL');
    expect([status, body.errors[0].path]).toEqual([400, 'channel']);
  });
});

describe('A test message', () => {
  test('arrives with examples, whatever the hour and without a consent', async () => {
    platform.clock.moveTo(TUESDAY_NIGHT);
    const answers = [
      await post('test', { channel: 'sms', to: '06 12 34 56 78' }, 'NEW_PROPERTY_ALERT'),
      await post('test', { channel: 'email', to: 'moi@agence.example', locale: 'en' }, 'NEW_PROPERTY_ALERT'),
    ];
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual([
      [202, 'accepted'],
      [202, 'accepted'],
    ]);
    await platform.run();
    for (const { body } of answers) expect(await platform.status(body.id)).toBe('delivered');
    expect(platform.twilio.taken[0]).toMatchObject({ to: '+33612345678' });
    expect(platform.resend.taken[0]?.text).toContain('Agence du Parc');
  });

  test('shows a draft before it is published', async () => {
    await put(sms('Brouillon pour {{firstName}}'));
    await post('test', { channel: 'sms', to: '+33612345678', version: 1, data: DATA });
    await post('test', { channel: 'sms', to: '+33612345678', version: 0, data: DATA });
    await platform.run();
    const texts = platform.twilio.taken.map(({ text }) => text);
    expect(texts[0]).toBe('Brouillon pour Marie');
    expect(texts[1]).toMatch(/^Bonjour Marie, votre RDV/);
  });

  test('is sent once under one idempotency key', async () => {
    const options = { body: { channel: 'sms', to: '+33612345678' }, headers: { 'idempotency-key': 'k1' } };
    const [first, second] = [
      await ask('POST', `templates/${ID}/test`, options),
      await ask('POST', `templates/${ID}/test`, options),
    ];
    expect(second.body.id).toBe(first.body.id);
    expect(second.headers['idempotent-replayed']).toBe('true');
  });

  test.each([
    [{ channel: 'sms', to: 'moi@agence.example' }],
    [{ channel: 'email', to: '+33612345678' }],
    [{ channel: 'sms' }],
  ])('needs an address of its channel: %j', async (body) => {
    const { status, body: refusal } = await post('test', body);
    expect([status, refusal.errors[0].path]).toEqual([400, 'to']);
  });
});

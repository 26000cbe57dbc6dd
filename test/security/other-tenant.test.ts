import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterInbound } from '../../shared/domain/conversation.ts';
import { BUILT_IN_JOURNEYS } from '../../shared/domain/journeys/built-in/journeys.ts';
import { HOUR } from '../../shared/domain/instant.ts';
import {
  composeEntryId,
  composeMessageId,
  kinOf,
  parseMessageId,
  shortHash,
} from '../../shared/domain/message-id.ts';
import type { Call, Reply } from '../lambdas/http.ts';
import { ApiUnderTest, OURS, THEIRS, tokenOf } from './support/api.ts';
import { BROADCAST_ATTACKS, OUR_BROADCAST } from './support/broadcast-attacks.ts';
import { CONVERSATION_ATTACKS } from './support/conversation-attacks.ts';
import { JOURNEY_ATTACKS, OUR_INTAKE, OUR_JOURNEY } from './support/journey-attacks.ts';
import { OPERATIONS, gapsIn } from './support/documented.ts';
import { exampleDevice, examplePolicy } from '../support/example-bodies.ts';
import { appointment, enrolment } from '../support/enrolment.ts';
import { linksUnder } from '../support/links.ts';
import { fromResend, fromTwilio, fromYousign, yousignSignature } from './support/signing.ts';

/** A template that our tenant has words of its own for, in two versions. */
const OURS_WORDED = '/v1/templates/APPOINTMENT_CONFIRMATION';

/** What only our tenant knows: none of it may be in an answer to the other one. */
const SECRETS = {
  prospect: 'prospect_known_to_us',
  scheduled: 'prospect_who_waits',
  overwritten: 'prospect_they_name_too',
  name: 'Marie Secret',
  phone: '+33612349876',
  email: 'marie.secret@example.com',
  idempotencyKey: 'key-of-our-client',
};
/** Names of nothing: what they are answered with is what another tenant's things must be answered with. */
const NOBODY = 'prospect_of_nobody';
const NOTHING = composeMessageId(NOBODY, Date.UTC(2026, 10, 24), new Uint8Array(10).fill(7));

/** A message that came with a file. */
const FILED = composeEntryId('in', SECRETS.prospect, Date.UTC(2026, 10, 24), 'SM7');

/** A browser that rings for us. */
const DEVICE = shortHash('https://fcm.googleapis.com/fcm/send/ours');

const CONSENT = { granted: false, text: 'Non', source: 'form', at: '2026-11-20T10:00:00Z' };
const message = (prospect: object) => ({ prospect, messageType: 'general', content: { body: 'Bonjour' } });

interface Request {
  path: string;
  options?: Call;
}

/** Names of things; `created` is a person whom the request itself makes known. */
interface Ids {
  message: string;
  prospect: string;
  created: string;
  phone: string;
}

const { seal } = await linksUnder(7)();
/** A link of theirs that names a person of ours. */
const link = ({ created: prospectId, message: messageId }: Ids): Request => ({
  path: `/l/${seal({ kind: 'unsubscribe', tenantId: THEIRS.tenant, prospectId, messageId, locale: 'fr' })}`,
});

/** How a route is asked for a thing by its ids. */
interface Attack {
  about: (ids: Ids) => Request;
  /** The only status that both a foreign and a missing thing may get. */
  answer: number;
}

const status = (tenant: string, id: string, form: Record<string, string>): Request => {
  const path = '/webhooks/twilio/status';
  const query = new URLSearchParams({ tenant, message: id, attempt: '1', channel: 'sms' }).toString();
  return { path, options: fromTwilio({ path, query, pairs: Object.entries(form) }) };
};
const UNDELIVERED = {
  MessageSid: 'SM1',
  MessageStatus: 'undelivered',
  ErrorCode: '30006',
  To: SECRETS.phone,
};

/** Under their own key, or signed by a provider but in their name, with our ids. */
const ATTACKS: Readonly<Record<string, Attack>> = {
  'POST /v1/messages': {
    about: ({ prospect }) => ({ path: '/v1/messages', options: { body: message({ id: prospect }) } }),
    answer: 400,
  },
  'GET /v1/messages/{messageId}': {
    about: ({ message: id }) => ({ path: `/v1/messages/${id}` }),
    answer: 404,
  },
  'POST /v1/messages/{messageId}/cancel': {
    about: ({ message: id }) => ({ path: `/v1/messages/${id}/cancel` }),
    answer: 404,
  },
  'POST /v1/route': {
    about: ({ prospect, phone }) => ({
      path: '/v1/route',
      options: { body: { ...message({ id: prospect, phone }), messageType: 'marketing' } },
    }),
    answer: 200,
  },
  'PUT /v1/prospects/{prospectId}': {
    about: ({ created }) => ({ path: `/v1/prospects/${created}`, options: { body: { locale: 'en' } } }),
    answer: 200,
  },
  'PATCH /v1/prospects/{prospectId}': {
    about: ({ prospect }) => ({ path: `/v1/prospects/${prospect}`, options: { body: { locale: 'en' } } }),
    answer: 404,
  },
  'GET /v1/prospects/{prospectId}': {
    about: ({ prospect }) => ({ path: `/v1/prospects/${prospect}` }),
    answer: 404,
  },
  'PUT /v1/prospects/{prospectId}/consents/{purpose}': {
    about: ({ prospect }) => ({
      path: `/v1/prospects/${prospect}/consents/marketing`,
      options: { body: CONSENT },
    }),
    answer: 404,
  },
  'DELETE /v1/prospects/{prospectId}': {
    about: ({ prospect }) => ({ path: `/v1/prospects/${prospect}` }),
    answer: 404,
  },
  'GET /v1/prospects/{prospectId}/export': {
    about: ({ prospect }) => ({ path: `/v1/prospects/${prospect}/export` }),
    answer: 404,
  },
  'GET /v1/templates': { about: () => ({ path: '/v1/templates' }), answer: 200 },
  'GET /v1/templates/{templateId}': { about: () => ({ path: OURS_WORDED }), answer: 200 },
  'PUT /v1/templates/{templateId}': {
    about: () => ({
      path: OURS_WORDED,
      options: { body: { wordings: { sms: { fr: 'Autre' } }, basedOn: 2 } },
    }),
    answer: 409,
  },
  'GET /v1/templates/{templateId}/versions': {
    about: () => ({ path: `${OURS_WORDED}/versions` }),
    answer: 200,
  },
  'GET /v1/templates/{templateId}/versions/{version}': {
    about: () => ({ path: `${OURS_WORDED}/versions/77` }),
    answer: 404,
  },
  'POST /v1/templates/{templateId}/publish': {
    about: () => ({ path: `${OURS_WORDED}/publish`, options: { body: { version: 77 } } }),
    answer: 404,
  },
  'POST /v1/templates/{templateId}/preview': {
    about: () => ({ path: `${OURS_WORDED}/preview`, options: { body: { channel: 'sms', version: 77 } } }),
    answer: 404,
  },
  'POST /v1/templates/{templateId}/test': {
    about: () => ({
      path: `${OURS_WORDED}/test`,
      options: { body: { channel: 'sms', to: '+33612345678', version: 77 } },
    }),
    answer: 404,
  },
  // An agent of theirs whose id is the one of an agent of ours.
  'GET /v1/me': {
    about: () => ({ path: '/v1/me', options: { key: tokenOf(THEIRS.tenant, 'admin') } }),
    answer: 200,
  },
  'GET /v1/me/devices/key': {
    about: () => ({ path: '/v1/me/devices/key', options: { key: tokenOf(THEIRS.tenant, 'admin') } }),
    answer: 200,
  },
  'PUT /v1/me/devices': {
    about: () => ({
      path: '/v1/me/devices',
      options: { key: tokenOf(THEIRS.tenant, 'admin'), body: exampleDevice },
    }),
    answer: 200,
  },
  'DELETE /v1/me/devices/{deviceId}': {
    about: ({ prospect }) => ({
      path: `/v1/me/devices/${prospect === NOBODY ? '0'.repeat(16) : DEVICE}`,
      options: { key: tokenOf(THEIRS.tenant, 'admin') },
    }),
    answer: 404,
  },
  'PUT /v1/me': {
    about: () => ({
      path: '/v1/me',
      options: {
        key: tokenOf(THEIRS.tenant, 'admin'),
        body: { name: 'Paul Autre', email: 'paul@autre-agence.example' },
      },
    }),
    answer: 200,
  },
  'GET /v1/agents': { about: () => ({ path: '/v1/agents' }), answer: 200 },
  ...CONVERSATION_ATTACKS(FILED),
  ...BROADCAST_ATTACKS,
  ...JOURNEY_ATTACKS,
  'GET /v1/stats': { about: () => ({ path: '/v1/stats' }), answer: 200 },
  'GET /v1/settings': { about: () => ({ path: '/v1/settings' }), answer: 200 },
  'PUT /v1/settings/policy': {
    about: () => ({ path: '/v1/settings/policy', options: { body: { ...examplePolicy, basedOn: '77' } } }),
    answer: 409,
  },
  'PUT /v1/settings/brand': {
    about: () => ({ path: '/v1/settings/brand', options: { body: { colour: '#112233', basedOn: '77' } } }),
    answer: 409,
  },
  'PUT /v1/settings/points': {
    about: () => ({ path: '/v1/settings/points', options: { body: { points: null, basedOn: '77' } } }),
    answer: 409,
  },
  'POST /v1/settings/points/replay': {
    about: () => ({ path: '/v1/settings/points/replay', options: { body: { points: null } } }),
    answer: 200,
  },
  'GET /v1/api-keys': { about: () => ({ path: '/v1/api-keys' }), answer: 200 },
  'POST /v1/api-keys': {
    about: () => ({ path: '/v1/api-keys', options: { body: { name: 'x', scopes: ['everything'] } } }),
    answer: 400,
  },
  'DELETE /v1/api-keys/{keyId}': { about: () => ({ path: '/v1/api-keys/key_of_ours' }), answer: 404 },
  'GET /v1/openapi.json': { about: () => ({ path: '/v1/openapi.json' }), answer: 200 },
  'GET /l/{token}': { about: link, answer: 200 },
  'POST /l/{token}': { about: link, answer: 200 },
  'POST /webhooks/twilio/status': {
    about: ({ message: id }) => status(THEIRS.tenant, id, UNDELIVERED),
    answer: 204,
  },
  'POST /webhooks/twilio/inbound': {
    about: ({ phone }) => {
      const path = '/webhooks/twilio/inbound';
      const pairs = Object.entries({ MessageSid: 'SM2', From: phone, To: THEIRS.sms, Body: 'STOP' });
      return { path, options: fromTwilio({ path, query: '', pairs }) };
    },
    answer: 200,
  },
  'POST /webhooks/resend': {
    about: ({ message: id }) => ({
      path: '/webhooks/resend',
      options: fromResend(
        JSON.stringify({
          type: 'email.complained',
          created_at: '2026-11-24T13:00:05Z',
          data: {
            email_id: 'e1',
            to: [SECRETS.email],
            tags: { tenant: THEIRS.tenant, message: id, attempt: '1' },
          },
        }),
      ),
    }),
    answer: 204,
  },
  'POST /webhooks/signature/{tenantId}': {
    about: ({ message: id }) => {
      const data = { signature_request: { id: 'x', external_id: kinOf('enr', id), status: 'done' } };
      const body = JSON.stringify({ event_name: 'signature_request.done', data });
      const options = fromYousign(body, yousignSignature(THEIRS.tenant, body));
      return { path: `/webhooks/signature/${THEIRS.tenant}`, options };
    },
    answer: 204,
  },
};

let api: ApiUnderTest;
/** Messages of ours: one that has left, one that waits. */
let sent: string;
let waiting: string;

const ours = (method: string, path: string, options: Call = {}): Promise<Reply> =>
  api.send(method, path, { key: OURS.key, ...options });

beforeAll(async () => {
  api = await ApiUnderTest.open();
  const { prospect, overwritten, name, phone, email, idempotencyKey } = SECRETS;
  await ours('PUT', `/v1/prospects/${overwritten}`, { body: { name, phone, email } });
  await ours('PUT', `/v1/prospects/${prospect}`, { body: { name, phone, email } });
  const granted = { ...CONSENT, granted: true };
  await ours('PUT', `/v1/prospects/${prospect}/consents/marketing`, { body: granted });
  const headers = { 'idempotency-key': idempotencyKey };
  sent = (await ours('POST', '/v1/messages', { body: message({ id: prospect }), headers })).body.id;
  const later = { ...message({ id: SECRETS.scheduled, phone }), sendAt: '2026-11-25T10:00:00Z' };
  waiting = (await ours('POST', '/v1/messages', { body: later })).body.id;
  const at = api.clock.now() - HOUR;
  const words = (text: string) => ({ wordings: { sms: { fr: `${name} ${text}` } }, publish: true });
  for (const text of ['un', 'deux']) await ours('PUT', OURS_WORDED, { body: words(text) });
  await api
    .scopes(OURS.tenant)
    .agents.introduce(
      { id: `somebody_at_${THEIRS.tenant}`, role: 'admin' },
      { name, email },
      api.clock.now(),
    );
  const { prospects, apiKeys } = api.scopes(OURS.tenant);
  const key = { id: 'key_of_ours', tenantId: OURS.tenant, name: SECRETS.name, scopes: [] };
  await apiKeys.add('hash', key);
  await prospects.suppress('email', email, { reason: 'complained', text: 'spam', source: 'report', at });
  await prospects.noteInbound('sms', phone, at);
  await api.scopes(OURS.tenant).devices.put({
    ...exampleDevice,
    id: DEVICE,
    agent: `somebody_at_${THEIRS.tenant}`,
    seenAt: api.clock.now(),
  });
  await talk();
  await broadcast();
  await accompany();
});

/** Somebody of ours wrote, with a file; an agent has begun to answer, and keeps words for it. */
async function talk(): Promise<void> {
  const { prospect: id, name, phone } = SECRETS;
  const { conversations, threads, savedReplies } = api.scopes(OURS.tenant);
  const at = Date.UTC(2026, 10, 24);
  const said = { messageId: FILED, channel: 'sms', at, text: name, isSettled: false } as const;
  await conversations.change(id, at, () => ({ ...afterInbound(undefined, id, said), name }));
  const files = [
    { filename: name, contentType: 'image/jpeg', key: `attachments/${OURS.tenant}/${FILED}/0/a` },
  ];
  const common = { channel: 'sms', from: phone, to: OURS.sms } as const;
  await threads.add(id, { kind: 'inbound', id: FILED, at, ...common, text: name, files });
  await threads.keepDraft(id, 'api', { text: name, at });
  await savedReplies.put({ id: 'ours', title: name, text: name });
}
/** Something is on its way to many people of ours. */
async function broadcast(): Promise<void> {
  const { broadcasts, broadcastPlans, audiences, segments, properties } = api.scopes(OURS.tenant);
  const { id, audience, segment, property } = OUR_BROADCAST;
  const createdAt = api.clock.now();
  const content = { body: SECRETS.name };
  const counts = { people: 1, duplicates: 0, refused: 0, chunks: 1 };
  await broadcasts.create({ id, tenantId: OURS.tenant, createdAt, type: 'general', content });
  await broadcastPlans.note({ broadcastId: id, audienceId: audience, chunks: 1, people: 1 });
  await audiences.put({ id: audience, createdAt, source: { kind: 'upload' }, status: 'ready', ...counts });
  await properties.put(property, { status: 'for-sale', data: { propertyAddress: SECRETS.name } }, createdAt);
  await segments.put({ id: segment, name: SECRETS.name, criteria: { tags: { anyOf: [SECRETS.name] } } });
}

/** Somebody of ours goes through a journey that we declared, and another that everybody has, with two visits to come. */
async function accompany(): Promise<void> {
  const { journeys, enrolments, intakes, appointments } = api.scopes(OURS.tenant);
  const { name, phone, prospect: id } = SECRETS;
  const definition = { ...BUILT_IN_JOURNEYS['contract']!, name };
  await journeys.add({ journeyId: OUR_JOURNEY, number: 1, createdAt: 0, definition, isBuiltIn: false });
  const entered = { id: OUR_INTAKE, journeyId: 'contract', version: 1, createdAt: 0, audienceId: OUR_INTAKE };
  await intakes.create({ ...entered, data: { firstName: name } });
  await intakes.record(OUR_INTAKE, { chunk: 0, entered: 1, leftOut: {} });
  for (const named of [sent, waiting]) {
    const about = { prospect: { id, name, phone } };
    const way = { ...about, id: kinOf('enr', named), journeyId: 'contract', data: { firstName: name } };
    await enrolments.create(enrolment(way));
    await appointments.create(appointment({ ...about, id: kinOf('apt', named), address: name }));
  }
}
afterAll(() => api.close());

/** An answer without the names of what was asked about, so that two of them can be compared. */
function anonymous({ status: code, headers, text }: Reply, ids: Record<string, string>) {
  const named = Object.entries(ids).reduce((rest, [name, id]) => rest.replaceAll(id, `<${name}>`), text);
  return { status: code, headers, text: named };
}

async function attack(route: string, ids: Ids) {
  const [method = ''] = route.split(' ');
  const { path, options = {} } = ATTACKS[route]!.about(ids);
  const reply = await api.send(method, path, { key: THEIRS.key, ...options });
  await api.recordReports();
  const kin = { enrolment: kinOf('enr', ids.message), appointment: kinOf('apt', ids.message) };
  return anonymous(reply, { ...ids, ...kin });
}

test('Every route of the document and of the stack is attacked', () => {
  const documented = OPERATIONS.map(({ route }) => route);
  const routes = [...new Set([...documented, ...api.routes])];
  expect(gapsIn(Object.keys(ATTACKS), routes)).toEqual([]);
});

describe.each(Object.keys(ATTACKS))('%s with another tenant’s ids', (route) => {
  test('answers as if they did not exist, tells nothing and changes nothing', async () => {
    const before = await api.itemsOf(OURS.tenant);
    const { prospect, overwritten: created, phone } = SECRETS;
    for (const id of [sent, waiting]) {
      const foreign = await attack(route, { message: id, prospect, created, phone });
      const missing = await attack(route, {
        message: NOTHING,
        prospect: NOBODY,
        created: `new_${id}`,
        phone: '+33699999999',
      });
      expect(foreign.status).toBe(ATTACKS[route]?.answer);
      expect(foreign).toEqual(missing);
      for (const secret of [SECRETS.name, SECRETS.phone, SECRETS.email])
        expect(foreign.text).not.toContain(secret);
    }
    expect(await api.itemsOf(OURS.tenant)).toEqual(before);
    // Settings, two keys, two people, two messages, an idempotency key, two addresses; two versions and which is published,
    // an agent and a device; a conversation and the number of its change, what was received, a draft and a saved reply.
    // What is broadcast, its state, plan, audience and segment; a property. A journey and its head; two enrolments and two
    // appointments, each with its place in a list, and an audience with what became of a part. Beside them, what people are found by.
    expect(before.filter(({ pk }) => !/#[SR]#/.test(pk))).toHaveLength(38);
    const told = api.domainEvents.published.filter(({ tenantId }) => tenantId === OURS.tenant);
    expect(told).toEqual([]);
  });
});

test('A link of theirs to answer a message of ours leads nowhere, and answers nothing', async () => {
  const before = await api.itemsOf(OURS.tenant);
  const answers = await Promise.all(
    [sent, NOTHING].flatMap((messageId) =>
      ['GET', 'POST'].map((method) =>
        api.send(method, `/l/${seal({ kind: 'answer', tenantId: THEIRS.tenant, messageId })}`, {
          key: THEIRS.key,
          body: 'answer=yes',
        }),
      ),
    ),
  );
  expect(new Set(answers.map(({ status: code, text }) => `${code} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(404);
  expect(await api.itemsOf(OURS.tenant)).toEqual(before);
});

test('What was attacked is still ours to read, to cancel and to send', async () => {
  expect((await ours('GET', `/v1/messages/${sent}`)).body.status).toBe('accepted');
  const { name } = (await ours('GET', `/v1/prospects/${SECRETS.prospect}`)).body;
  expect(name).toBe(SECRETS.name);
});

test('An idempotency key of another tenant replays nothing and blocks nothing', async () => {
  const headers = { 'idempotency-key': SECRETS.idempotencyKey };
  const body = message({ id: SECRETS.prospect, phone: SECRETS.phone });
  const theirs = await api.send('POST', '/v1/messages', { key: THEIRS.key, body, headers });
  expect(theirs.status).toBe(202);
  expect(theirs.headers).not.toHaveProperty('idempotent-replayed');
  expect(theirs.body.id).not.toBe(sent);
  // Same key, same person, same body as ours: still theirs alone.
  const same = message({ id: SECRETS.prospect });
  const again = await api.send('POST', '/v1/messages', { key: THEIRS.key, body: same, headers });
  expect([again.status, again.body.code]).toEqual([400, 'invalid-request']);
  const replayed = await ours('POST', '/v1/messages', { body: same, headers });
  expect([replayed.status, replayed.body.id, replayed.headers['idempotent-replayed']]).toEqual([
    202,
    sent,
    'true',
  ]);
});

test('The same person at two agencies is two people: a STOP to one says nothing to the other', async () => {
  const [ourBook, theirBook] = await Promise.all(
    [OURS, THEIRS].map(({ tenant }) => api.scopes(tenant).prospects.addressFacts({ phone: SECRETS.phone })),
  );
  expect(theirBook?.sms?.suppression?.reason).toBe('opted-out');
  expect(ourBook?.sms?.suppression).toBeUndefined();
});

test.each([
  ['our tenant in front of it', (id: string) => `${OURS.tenant}#P#${id}`],
  ['the name of its partition', (id: string) => `${OURS.tenant}#P#${parseMessageId(id)?.prospectKey}`],
  ['a slot behind it', (id: string) => `${id}#A01`],
  ['the end of a range behind it', (id: string) => `${id}~`],
  ['another letter case', (id: string) => id.toUpperCase()],
  ['a path around it', (id: string) => `x/../${id}`],
  ['its hash', (id: string) => createHash('sha256').update(id).digest('hex')],
])('A message id with %s finds nothing', async (_, disguise) => {
  for (const key of [OURS.key, THEIRS.key]) {
    const path = `/v1/messages/${encodeURIComponent(disguise(sent))}`;
    const { status: code, body } = await api.send('GET', path, { key });
    expect([code, body.code]).toEqual([404, 'not-found']);
  }
});

import * as fc from 'fast-check';
import { prospectListResponse, searchResponse } from '../../shared/contracts/http/search-view.ts';
import {
  conversationDetailsResponse,
  conversationListResponse,
  conversationResponse,
  countsResponse,
  noteResponse,
  savedRepliesResponse,
  savedReplyResponse,
  syncResponse,
  threadResponse,
} from '../../shared/contracts/http/conversation-responses.ts';
import * as z from 'zod/mini';
import { broadcastListResponse, leftOutResponse } from '../../shared/contracts/http/broadcast-response.ts';
import {
  audienceResponse,
  dryRunResponse,
  segmentListResponse,
  segmentResponse,
} from '../../shared/contracts/http/broadcast-view.ts';
import { propertyResponse } from '../../shared/contracts/http/property-body.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deviceResponse, pushKeyResponse } from '../../shared/contracts/http/device-body.ts';
import { agentListResponse, meResponse } from '../../shared/contracts/http/agent-responses.ts';
import {
  acceptedResponse,
  decisionResponse,
  messageResponse,
  problemResponse,
} from '../../shared/contracts/http/responses.ts';
import { afterInbound } from '../../shared/domain/conversation.ts';
import { BUILT_IN_JOURNEYS } from '../../shared/domain/journeys/built-in/journeys.ts';
import { idFromSeed, kinOf } from '../../shared/domain/message-id.ts';
import {
  apiKeysResponse,
  newApiKeyResponse,
  replayResponse,
  settingsResponse,
} from '../../shared/contracts/http/settings-view.ts';
import { appointmentResponse, appointmentsResponse } from '../../shared/contracts/http/appointment-view.ts';
import { intakeResponse, intakesResponse } from '../../shared/contracts/http/intake-body.ts';
import {
  enrolmentResponse,
  enrolmentsResponse,
  journeyResponse,
  journeysResponse,
} from '../../shared/contracts/http/journey-responses.ts';
import { statisticsResponse } from '../../shared/contracts/http/statistics-view.ts';
import type { Reply } from '../lambdas/http.ts';
import { appointment, enrolment } from '../support/enrolment.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { ApiUnderTest, OURS, tokenOf } from './support/api.ts';
import { gapsIn, type Operation, OPERATIONS } from './support/documented.ts';
import {
  exampleAppointment,
  exampleBroadcast,
  exampleConsent,
  exampleDevice,
  exampleEnrolment,
  exampleIntake,
  exampleJourney,
  exampleMessage,
  examplePolicy,
  exampleProspect,
  exampleSegment,
  exampleTemplate,
} from '../support/example-bodies.ts';
import { anyBodyText, anyHeader, anyPathSegment, everyReplacement } from './support/hostile.ts';

/** Raise it to look harder: FUZZ_RUNS=5000 npx vitest run test/security/hostile-requests.test.ts */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.open();
});
/** Somebody who is there again, whatever was done to them before, with a message, a conversation and a saved reply. */
beforeEach(async () => {
  const { messages, prospects, conversations, savedReplies } = api.scopes(OURS.tenant);
  const email = 'marie@example.com';
  await api.send('PUT', '/v1/prospects/known', { key: OURS.key, body: { email } });
  // Who is forgotten has no messages any more: the message is of somebody else.
  const prospect = { id: 'told', email };
  await prospects.put(prospect);
  const content = { body: 'Bonjour' };
  const type = 'general';
  await messages.create({ id: MESSAGE, tenantId: OURS.tenant, prospect, type, createdAt: TUESDAY, content });
  const said = {
    messageId: 'in_1',
    channel: 'email',
    at: TUESDAY,
    text: 'Bonjour',
    isSettled: false,
  } as const;
  await conversations.change('known', TUESDAY, () => afterInbound(undefined, 'known', said));
  await savedReplies.put({ id: 'known', title: 'Merci', text: 'Merci !' });
  await accompany(prospect);
});

/** Somebody goes through a journey, and has a visit to come. */
async function accompany(prospect: { id: string; email: string }): Promise<void> {
  const { journeys, enrolments, intakes, appointments } = api.scopes(OURS.tenant);
  const intake = { id: 'known', journeyId: 'contract', version: 1, createdAt: 0, audienceId: 'known' };
  await intakes.create({ ...intake, data: {} });
  const definition = BUILT_IN_JOURNEYS['contract']!;
  await journeys.add({ journeyId: 'contract', number: 1, createdAt: 0, definition, isBuiltIn: true });
  await enrolments.create(enrolment({ id: ENROLMENT, journeyId: 'contract', prospect }));
  await appointments.create(appointment({ id: APPOINTMENT, prospect }));
}
const MESSAGE = idFromSeed('told', TUESDAY, 'a message');
const ENROLMENT = kinOf('enr', MESSAGE);
const APPOINTMENT = kinOf('apt', MESSAGE);
afterAll(() => api.close());

interface HostileRequest {
  path: string;
  body: string | undefined;
  headers: Record<string, string>;
  query: string;
}

const SEGMENTS: Readonly<Record<string, string>> = {
  '{messageId}': MESSAGE,
  '{purpose}': 'marketing',
  '{templateId}': 'APPOINTMENT_CONFIRMATION',
  '{version}': '1',
  '{journeyId}': 'contract',
  '{enrolmentId}': ENROLMENT,
  '{appointmentId}': APPOINTMENT,
};
const fittingSegment = (name: string): string => SEGMENTS[name] ?? 'known';

function anyRequest({ path, body }: Operation): fc.Arbitrary<HostileRequest> {
  const names = path.match(/\{\w+\}/g) ?? [];
  const anyContent =
    body === undefined
      ? fc.constantFrom(
          { body: undefined, contentType: 'application/json' },
          { body: '{}', contentType: 'x' },
        )
      : anyBodyText(body);
  return fc
    .record({
      segments: fc.tuple(...names.map((name) => anyPathSegment(fittingSegment(name)))),
      content: anyContent,
      key: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: anyHeader }),
      query: fc.constantFrom('', '', 'a=1', '%', '__proto__=1', `x=${'y'.repeat(5_000)}`),
    })
    .map(({ segments, content, key, query }) => ({
      path: names.reduce((rest, name, index) => rest.replace(name, segments[index] ?? ''), path),
      body: content.body,
      headers: { 'content-type': content.contentType, ...(key !== null && { 'idempotency-key': key }) },
      query,
    }));
}

const ANSWERS: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean } }>> = {
  'POST /v1/messages': acceptedResponse,
  'GET /v1/messages/{messageId}': messageResponse,
  'POST /v1/messages/{messageId}/cancel': messageResponse,
  'POST /v1/route': decisionResponse,
  'GET /v1/conversations': conversationListResponse,
  'GET /v1/conversations/counts': countsResponse,
  'GET /v1/conversations/{prospectId}': conversationDetailsResponse,
  'GET /v1/conversations/{prospectId}/messages': threadResponse,
  'POST /v1/conversations/{prospectId}/messages': acceptedResponse,
  'POST /v1/conversations/{prospectId}/route': decisionResponse,
  'POST /v1/conversations/{prospectId}/done': conversationResponse,
  'PUT /v1/conversations/{prospectId}/labels': conversationResponse,
  'POST /v1/conversations/{prospectId}/notes': noteResponse,
  'GET /v1/sync': syncResponse,
  'GET /v1/search': searchResponse,
  'GET /v1/prospects': prospectListResponse,
  'GET /v1/saved-replies': savedRepliesResponse,
  'POST /v1/saved-replies': savedReplyResponse,
  'GET /v1/journeys': journeysResponse,
  'GET /v1/journeys/{journeyId}': journeyResponse,
  'PUT /v1/journeys/{journeyId}': journeyResponse,
  'GET /v1/journeys/{journeyId}/audiences': intakesResponse,
  'POST /v1/journeys/{journeyId}/audiences': acceptedResponse,
  'GET /v1/journeys/{journeyId}/audiences/{audienceId}': intakeResponse,
  'GET /v1/journeys/{journeyId}/audiences/{audienceId}/left-out': leftOutResponse,
  'POST /v1/journeys/{journeyId}/audiences/{audienceId}/cancel': intakeResponse,
  'GET /v1/journeys/{journeyId}/enrolments': enrolmentsResponse,
  'POST /v1/journeys/{journeyId}/enrolments': enrolmentResponse,
  'GET /v1/journeys/{journeyId}/enrolments/{enrolmentId}': enrolmentResponse,
  'DELETE /v1/journeys/{journeyId}/enrolments/{enrolmentId}': enrolmentResponse,
  'POST /v1/journeys/{journeyId}/enrolments/{enrolmentId}/events': enrolmentResponse,
  'GET /v1/appointments': appointmentsResponse,
  'POST /v1/appointments': appointmentResponse,
  'GET /v1/appointments/{appointmentId}': appointmentResponse,
  'PATCH /v1/appointments/{appointmentId}': appointmentResponse,
  'POST /v1/audiences': audienceResponse,
  'GET /v1/segments': segmentListResponse,
  'PUT /v1/segments/{segmentId}': segmentResponse,
  'PUT /v1/properties/{propertyId}': propertyResponse,
  'POST /v1/broadcasts': z.union([acceptedResponse, dryRunResponse]),
  'GET /v1/broadcasts': broadcastListResponse,
  'GET /v1/me': meResponse,
  'PUT /v1/me': meResponse,
  'GET /v1/me/devices/key': pushKeyResponse,
  'PUT /v1/me/devices': deviceResponse,
  'GET /v1/agents': agentListResponse,
  'GET /v1/stats': statisticsResponse,
  'GET /v1/settings': settingsResponse,
  'PUT /v1/settings/policy': settingsResponse,
  'PUT /v1/settings/brand': settingsResponse,
  'PUT /v1/settings/points': settingsResponse,
  'POST /v1/settings/points/replay': replayResponse,
  'GET /v1/api-keys': apiKeysResponse,
  'POST /v1/api-keys': newApiKeyResponse,
};

/** What is wrong with an answer; nothing when it is one that the document promises. */
function faultsOf({ route, statuses }: Operation, { status, headers, body, text }: Reply): string[] {
  const isRefusal = status >= 400;
  const schema = isRefusal ? problemResponse : ANSWERS[route];
  const type = isRefusal ? 'application/problem+json' : status === 204 ? undefined : 'application/json';
  return [
    ...(statuses.includes(status) ? [] : [`${status} is not declared`]),
    ...(headers['content-type'] === type ? [] : [`called ${String(headers['content-type'])}`]),
    ...(schema === undefined || schema.safeParse(body).success ? [] : [`does not fit its schema: ${text}`]),
    ...(isRefusal && body?.status !== status ? ['does not say its own status'] : []),
    ...(/node_modules|file:\/\/|\n\s+at /.test(text) ? ['shows what is inside'] : []),
  ];
}

/** A body that each operation takes, so that chance does not decide whether one is accepted at all. */
const ACCEPTED_BODIES: Readonly<Record<string, object>> = {
  'POST /v1/messages': exampleMessage,
  'POST /v1/route': exampleMessage,
  'PUT /v1/prospects/{prospectId}': exampleProspect,
  'PATCH /v1/prospects/{prospectId}': { name: null, preferences: { quietHoursStart: null } },
  'PUT /v1/prospects/{prospectId}/consents/{purpose}': exampleConsent,
  'PUT /v1/templates/{templateId}': exampleTemplate,
  'POST /v1/templates/{templateId}/publish': { version: 0 },
  'POST /v1/templates/{templateId}/preview': { channel: 'sms', ...exampleTemplate },
  'PUT /v1/settings/policy': examplePolicy,
  'PUT /v1/settings/brand': { colour: '#b3231a' },
  'PUT /v1/settings/points': { points: { cost: 30 } },
  'POST /v1/settings/points/replay': { points: { cost: 30 } },
  'POST /v1/api-keys': { name: 'our website', scopes: ['messages:read'] },
  'POST /v1/templates/{templateId}/test': { channel: 'email', to: 'marie@example.com' },
  'POST /v1/conversations/{prospectId}/messages': { text: 'Bonjour Marie' },
  'POST /v1/conversations/{prospectId}/route': { text: 'Bonjour Marie', channel: 'sms' },
  'POST /v1/conversations/{prospectId}/read': {},
  'POST /v1/conversations/{prospectId}/done': {},
  'POST /v1/conversations/{prospectId}/snooze': { until: '2027-01-01T09:00:00+01:00' },
  'PUT /v1/conversations/{prospectId}/assignee': { agentId: null },
  'PUT /v1/conversations/{prospectId}/labels': { labels: ['vip'] },
  'PUT /v1/conversations/{prospectId}/draft': { text: 'Bonj' },
  'POST /v1/conversations/{prospectId}/notes': { text: 'À rappeler' },
  'POST /v1/messages/{messageId}/retry': {},
  'POST /v1/prospects/{prospectId}/merge': { into: 'told' },
  'POST /v1/saved-replies': { title: 'Merci', text: 'Merci de votre visite !' },
  'PUT /v1/saved-replies/{replyId}': { title: 'Merci', text: 'Merci de votre visite !' },
  'PUT /v1/journeys/{journeyId}': exampleJourney,
  'POST /v1/journeys/{journeyId}/enrolments': exampleEnrolment,
  'POST /v1/journeys/{journeyId}/enrolments/{enrolmentId}/events': { type: 'signed' },
  'POST /v1/journeys/{journeyId}/audiences': exampleIntake,
  'POST /v1/appointments': exampleAppointment,
  'PATCH /v1/appointments/{appointmentId}': { at: '2026-12-02T15:00:00+01:00', durationMinutes: 30 },
  'POST /v1/broadcasts': exampleBroadcast,
  'PUT /v1/segments/{segmentId}': exampleSegment,
  'PUT /v1/properties/{propertyId}': { status: 'under-offer', data: { propertyPrice: 285_000 } },
  'PUT /v1/me': { name: 'Camille Martin', email: 'camille@example.com', locale: 'fr' },
  'PUT /v1/me/devices': exampleDevice,
};

test('Every operation with a body has one here that it accepts', () => {
  const withBody = OPERATIONS.filter(({ body }) => body !== undefined).map(({ route }) => route);
  expect(gapsIn(Object.keys(ACCEPTED_BODIES), withBody)).toEqual([]);
});

/** Who may be answered: nobody stands behind an API key. */
const keyFor = ({ path }: Operation): string =>
  path.startsWith('/v1/me') ? tokenOf(OURS.tenant, 'admin') : OURS.key;

/** What is sent before anything is drawn: a request that fits, and one that does not. */
function surelyAnswered({ route, path, body }: Operation): [HostileRequest][] {
  const plain = { headers: { 'content-type': 'application/json' }, query: '' };
  const known = path.replace(/\{\w+\}/g, fittingSegment);
  const nothing = path.replace(/\{\w+\}/g, 'nothing');
  // Longer than a key of the table may be.
  const endless = path.replace(/\{\w+\}/g, 'y'.repeat(1_500));
  if (body === undefined) {
    const asked = { ...plain, body: undefined };
    return [[{ ...asked, path: nothing, query: 'nothing=1' }], [{ ...asked, path: endless }]];
  }
  return [
    [{ ...plain, path: known, body: JSON.stringify(ACCEPTED_BODIES[route]) }],
    [{ ...plain, path: known, body: '[' }],
    [{ ...plain, path: endless, body: JSON.stringify(ACCEPTED_BODIES[route]) }],
  ];
}

test.each(OPERATIONS)('$route answers whatever it is sent as its document says', async (operation) => {
  const answered = new Set<number>();
  await fc.assert(
    fc.asyncProperty(anyRequest(operation), async ({ path, body, headers, query }) => {
      const reply = await api.send(operation.method, path, { key: keyFor(operation), body, headers, query });
      answered.add(reply.status);
      expect({ faults: faultsOf(operation, reply), inside: api.faults.splice(0) }).toEqual({
        faults: [],
        inside: [],
      });
    }),
    {
      numRuns: operation.body === undefined ? Math.ceil(RUNS / 2) : RUNS * 2,
      examples: surelyAnswered(operation),
    },
  );
  // Both sides of the contract were reached.
  const statuses = [...answered];
  expect(statuses.some((status) => status >= 400)).toBe(true);
  expect(operation.body === undefined || statuses.some((status) => status < 300)).toBe(true);
});

/** Two files, one of each kind; no channel is forced and nothing waits but for what is replaced. */
const FITTING = {
  ...exampleMessage,
  content: { ...exampleMessage.content, data: { firstName: 'Marie', price: 450_000 } },
};

test.each(['POST /v1/messages', 'POST /v1/route'])(
  '%s answers each hostile text in each of its fields as its document says',
  async (route) => {
    const operation = OPERATIONS.find((documented) => documented.route === route)!;
    const wrong: object[] = [];
    const requests = everyReplacement(FITTING);
    const sendNext = async (): Promise<void> => {
      for (let next = requests.pop(); next !== undefined; next = requests.pop()) {
        const { where, body } = next;
        const reply = await api.send(operation.method, operation.path, { key: OURS.key, body });
        const faults = faultsOf(operation, reply);
        if (faults.length > 0) wrong.push({ where, faults });
      }
    };
    // Several at a time: what is accepted shares its requests to the queue.
    await Promise.all(Array.from({ length: 10 }, sendNext));
    expect([...wrong, ...api.faults.splice(0)]).toEqual([]);
  },
);

test('No refusal repeats a value that was sent', async () => {
  const repeated: string[] = [];
  for (const canary of ['Canari ', 'Canari'.repeat(20_000)]) {
    for (const { where, body } of everyReplacement(FITTING, [canary])) {
      const { status, text } = await api.send('POST', '/v1/messages', { key: OURS.key, body });
      if (status >= 400 && text.includes('Canari')) repeated.push(where);
    }
  }
  expect(repeated).toEqual([]);
});

const huge = (content: object) => ({ ...exampleMessage, content: { body: 'Bonjour', ...content } });
const names = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [index.toString(36), value]));
const files = (count: number, file = { filename: 'a.pdf', content: 'QUJD'.repeat(250_000) }) =>
  Array.from({ length: count }, () => file);

test.each<[string, object | string, number]>([
  ['as much text as a request may hold', huge({ html: '€'.repeat(80_000) }), 202],
  ['a hundred variables', huge({ data: names(100, 'x'.repeat(2_000)) }), 202],
  // Written `1e20` by the client, and with twenty-one digits by us.
  ['numbers that grow', JSON.stringify(huge({ data: names(15_000, 'N') })).replaceAll('"N"', '1e20'), 400],
  [
    'ten files with names in full',
    huge({ attachments: files(10, { filename: `${'🏠'.repeat(196)}.pdf`, content: 'QUJD' }) }),
    202,
  ],
  ['four megabytes of files', huge({ attachments: files(5) }), 202],
  ['more than that', huge({ attachments: files(6) }), 413],
  ['a text of 300 KB', huge({ html: 'x'.repeat(300_000) }), 413],
])('A message with %s is answered within its limits', async (_, body, status) => {
  const reply = await api.send('POST', '/v1/messages', { key: OURS.key, body });
  expect([reply.status, api.faults.splice(0)]).toEqual([status, []]);
});

test('Nothing that was sent has changed what all objects have in common', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

import { expect, test } from 'vitest';
import { type Answer, eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';
import { type SignedCall, standardCall, yousignCall } from '../support/signatures.ts';

const stack = useLocalStack();
const HOUR = 3_600_000;

const person = (digits: string) => ({
  id: `prospect_${digits}`,
  name: 'Paul Martin',
  phone: `+336${digits}`,
  email: `paul.${digits}@example.com`,
  whatsapp: `+336${digits}`,
});

const enrolments = (journey: string) => `/v1/journeys/${journey}/enrolments`;

async function enrol(journey: string, body: object): Promise<string> {
  const answer = await stack.demo.post(enrolments(journey), body);
  if (answer.status !== 201) throw new Error(`Not enrolled: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

const read = (journey: string, id: string) => stack.demo.get(`${enrolments(journey)}/${id}`);
const stepsOf = ({ body }: Answer): string[] => body.messages.map(({ step }: { step: string }) => step);
const reaches = (journey: string, id: string, fits: (body: Answer['body']) => boolean) =>
  eventually(
    () => read(journey, id),
    ({ body }) => fits(body),
  );
const waitsAt = (step: string) => (body: Answer['body']) => body.waitsAt?.step === step;
const tell = (journey: string, id: string, type: string) =>
  stack.demo.post(`${enrolments(journey)}/${id}/events`, { type });

const DOCUMENT = {
  firstName: 'Paul',
  documentName: 'Compromis de vente',
  signatureLink: 'https://signature.example/8f3k',
};

const inHours = async (hours: number) => new Date((await stack.now()) + hours * HOUR).toISOString();

test('A contract nobody opens is brought to mind by SMS in waking hours, and its signature ends everything', async () => {
  await stack.goToDaytime(19);
  const prospect = person('21000001');
  const id = await enrol('contract', {
    prospect,
    subject: { at: await inHours(24 * 10) },
    data: DOCUMENT,
    attachments: [
      { filename: 'compromis.pdf', contentType: 'application/pdf', url: 'https://agence.example/c.pdf' },
    ],
  });
  await reaches('contract', id, (body) => body.messages[0]?.known.length > 0);
  const [mail] = await stack.outbox(prospect.email);
  expect(mail.channel).toBe('email');
  expect(JSON.stringify(mail)).toContain('compromis.pdf');

  // Three hours are left when the night begins at ten: the other three follow it.
  await stack.advance('PT14H30M');
  expect(stepsOf(await read('contract', id))).toEqual(['document']);
  await stack.advance('PT2H');
  const reminded = await reaches('contract', id, waitsAt('reached'));
  expect(stepsOf(reminded)).toEqual(['document', 'by-sms']);
  const [sms] = await stack.outbox(prospect.phone);
  expect(sms.text).toContain('signature.example');
  const [hour] = new Date(sms.at).toLocaleTimeString('fr', { timeZone: 'Europe/Paris' }).split(':');
  expect(Number(hour)).toBe(11);

  expect((await tell('contract', id, 'signed')).body).toMatchObject({ state: 'finished', reason: 'signed' });
  expect((await tell('contract', id, 'signed')).status).toBe(200);
  await eventually(
    () => stack.outbox(prospect.phone),
    (items) => items.length === 2,
  );
  await stack.advance('P12D');
  expect(await stack.outbox(prospect.phone)).toHaveLength(2);
}, 90_000);

test('A contract is signed: the provider’s webhook ends the journey with one confirmation by SMS', async () => {
  await stack.goToDaytime(10);
  const prospect = person('21000002');
  const id = await enrol('contract', {
    prospect,
    subject: { at: await inHours(24 * 10) },
    data: DOCUMENT,
  });
  await reaches('contract', id, (body) => body.messages[0]?.known.length > 0);
  const call = (tenant: string, { body, headers }: SignedCall) =>
    stack.withKey(undefined).call('POST', `/webhooks/signature/${tenant}`, body, headers);

  const forged = yousignCall('done', id);
  expect((await call('tenant_demo', { ...forged, body: forged.body.replace('done', 'x') })).status).toBe(403);
  expect((await call('tenant_other', forged)).status).toBe(403);
  for (const said of [yousignCall('expired', id), yousignCall('done', `enr_${'0'.repeat(42)}`)])
    expect((await call('tenant_demo', said)).status).toBe(204);
  await stack.advance('PT1M');
  expect((await read('contract', id)).body.state).toBe('active');

  for (const said of [yousignCall('done', id), standardCall('signed', id, await stack.now())])
    expect((await call('tenant_demo', said)).status).toBe(204);
  await reaches('contract', id, ({ state, reason }) => state === 'finished' && reason === 'signed');
  const [confirmation] = await eventually(
    () => stack.outbox(prospect.phone),
    (items) => items.length > 0,
  );
  expect(confirmation).toMatchObject({ channel: 'sms', text: expect.stringContaining('Compromis de vente') });
  expect((await call('tenant_demo', yousignCall('done', id))).status).toBe(204);
  await stack.advance('P12D');
  expect(await stack.outbox(prospect.phone)).toHaveLength(1);
}, 90_000);

test('A new property: who follows the link is for an agent to call, who opens nothing is told once more', async () => {
  await stack.goToDaytime(10);
  const [keen, silent] = [person('22000001'), person('22000002')];
  const consent = { granted: true, text: 'Oui', source: 'form', at: '2026-01-05T10:00:00Z' };
  const data = { firstName: 'Paul', propertyAddress: '45 avenue Foch', propertyPrice: 245_000 };
  const ids: string[] = [];
  for (const prospect of [keen, silent]) {
    const { id, ...known } = prospect;
    await stack.demo.put(`/v1/prospects/${id}`, known);
    await stack.demo.put(`/v1/prospects/${id}/consents/marketing`, consent);
    ids.push(await enrol('new-property', { prospect, data }));
  }
  const [warm = '', cold = ''] = ids;
  for (const id of ids) await reaches('new-property', id, (body) => body.messages[0]?.known.length > 0);
  const message = await stack.message((await read('new-property', warm)).body.messages[0].messageId);
  const { providerId } = message.attempts[0];
  await stack.advance('PT1H');
  await stack.demo.post('/_local/events', { providerId, event: 'clicked' });
  const called = await reaches('new-property', warm, ({ state }) => state === 'finished');
  expect(called.body.reason).toBe('clicked');
  const { body: thread } = await stack.demo.get(`/v1/conversations/${keen.id}/messages`);
  expect(thread.items[0]).toMatchObject({
    kind: 'note',
    text: expect.stringContaining('intérêt à confirmer'),
  });
  const { body: waiting } = await stack.demo.get('/v1/conversations?view=to-answer');
  expect(waiting.items.map(({ prospectId }: { prospectId: string }) => prospectId)).toContain(keen.id);

  await stack.advance('P2D');
  await reaches('new-property', cold, waitsAt('seen-after-all'));
  await stack.advance('P2D');
  const over = await reaches('new-property', cold, ({ state }) => state === 'finished');
  expect([over.body.reason, stepsOf(over)]).toEqual(['no-interest', ['alert', 'follow-up']]);
}, 90_000);

test('A journey of the agency’s own is declared, entered, looked at, changed and left', async () => {
  await stack.goToDaytime(10);
  const steps = [
    { id: 'ask', kind: 'send', template: 'VISIT_FOLLOW_UP', channels: ['sms'] },
    {
      id: 'answer',
      kind: 'branch',
      of: 'ask',
      within: { for: 'P1D' },
      cases: [{ when: 'yes', go: 'tell' }],
      otherwise: 'over',
    },
    { id: 'tell', kind: 'notify-agent', text: { fr: 'Le bien plaît.' } },
    { id: 'over', kind: 'exit', reason: 'asked' },
  ];
  const declared = await stack.demo.put('/v1/journeys/apres-visite', { name: 'Après la visite', steps });
  expect(declared.body).toMatchObject({ id: 'apres-visite', version: 1, builtIn: false });
  const wrong = await stack.demo.put('/v1/journeys/apres-visite', {
    name: 'Après la visite',
    steps: [...steps.slice(0, 2), { id: 'tell', kind: 'send', template: 'VISIT_FOLLOW_UP', next: 'tell' }],
  });
  expect(wrong.body.errors).toEqual([{ path: 'steps.1.otherwise', message: 'is not the name of a step' }]);

  const prospects = ['23000001', '23000002', '23000003'].map(person);
  const data = { firstName: 'Paul', propertyAddress: '45 avenue Foch' };
  const [yes = '', left = '', silent = ''] = await Promise.all(
    prospects.map((prospect) => enrol('apres-visite', { prospect, data })),
  );
  for (const id of [yes, left, silent])
    await reaches('apres-visite', id, (body) => body.messages[0]?.known.length > 0);
  await stack.demo.put('/v1/journeys/apres-visite', { name: 'Autrement', steps: [steps[3]] });

  await stack.demo.post('/_local/replies', { channel: 'sms', from: prospects[0]?.phone, text: 'OUI' });
  const pleased = await reaches('apres-visite', yes, ({ state }) => state === 'finished');
  expect(pleased.body.log.map(({ what }: { what: string }) => what)).toEqual([
    'entered',
    'sent',
    'waits',
    'went-on',
    'agent-notified',
    'finished',
  ]);
  const gone = await stack.demo.call('DELETE', `${enrolments('apres-visite')}/${left}`);
  expect(gone.body).toMatchObject({ state: 'left', reason: 'stopped', version: 1 });
  await stack.advance('PT25H');
  await reaches('apres-visite', silent, ({ reason }) => reason === 'asked');
  const { body: list } = await stack.demo.get(`${enrolments('apres-visite')}?limit=2`);
  expect(list.items).toHaveLength(2);
  expect(list.nextCursor).toBeDefined();
  expect((await stack.other.get(`${enrolments('apres-visite')}/${yes}`)).status).toBe(404);
}, 90_000);

test('A segment enters the journey of a new property; sold before the second alert, it is told to nobody again', async () => {
  await stack.goToDaytime(10);
  const people = ['51000001', '51000002', '51000003'].map((digits) => ({
    ...person(digits),
    tags: ['quartier-sud'],
    consents: { marketing: { granted: true, text: 'Oui', source: 'form', at: '2026-01-05T10:00:00Z' } },
    // Two of them live together.
    ...(digits !== '51000003' && { household: 'martin' }),
  }));
  for (const { id, ...fields } of people)
    expect((await stack.demo.put(`/v1/prospects/${id}`, fields)).status).toBe(200);
  await stack.demo.put('/v1/segments/quartier-sud', {
    name: 'Quartier sud',
    criteria: { tags: { anyOf: ['quartier-sud'] } },
  });
  const said = { propertyAddress: '8 rue du Port, Sète', propertyPrice: 310_000 };
  const property = (status: string) => stack.demo.put('/v1/properties/port-8', { status, data: said });
  await property('for-sale');

  const folder = '/v1/journeys/new-property/audiences';
  const accepted = await stack.demo.post(folder, {
    audience: { segment: 'quartier-sud' },
    property: 'port-8',
  });
  expect([accepted.status, accepted.body.status]).toEqual([202, 'accepted']);
  const path = `${folder}/${accepted.body.id}`;
  const { body } = await eventually(
    () => stack.demo.get(path),
    (answer) => answer.body.status === 'entered',
  );
  expect(body).toMatchObject({ people: 2, duplicates: 1, entered: 2 });
  const received = async () =>
    (await Promise.all(people.map(({ email }) => stack.outbox(email)))).map((items) => items.length);
  await eventually(received, (counts) => counts.reduce((sum, count) => sum + count, 0) === 2);
  const [mail] = await stack.outbox('paul.51000003@example.com');
  expect(mail.html).toContain('8 rue du Port');

  const { items: schedules } = (await stack.demo.get('/_local/schedules')).body;
  const theirs = schedules.filter(({ name }: { name: string }) => name.startsWith(accepted.body.id));
  expect(theirs).toHaveLength(1);

  await property('sold');
  await stack.advance('PT49H');
  await eventually(
    () => stack.demo.get(enrolments('new-property')),
    (answer) =>
      answer.body.items.filter(({ reason }: { reason?: string }) => reason === 'off-market').length === 2,
  );
  expect((await received()).reduce((sum, count) => sum + count, 0)).toBe(2);
}, 90_000);

import { beforeAll, expect, test } from 'vitest';
import { type ApiClient, eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

/** Agents' phones ring when somebody begins to wait: from the SMS to what the browser reads, sealed on the way. */
const stack = useLocalStack();
const MARIE = { id: 'p_rings', name: 'Marie Dupont', phone: '+33600009901' };
let camille: ApiClient;
let hugo: ApiClient;

/** Somebody signs in and wants to be told; where. */
async function ring(agent: ApiClient, locale: 'fr' | 'en'): Promise<string> {
  await agent.get('/v1/me');
  const { body: subscription } = await stack.demo.post('/_local/push', {});
  const { status } = await agent.put('/v1/me/devices', { ...subscription, locale });
  expect(status).toBe(200);
  return subscription.endpoint;
}

const write = (text: string) =>
  stack.demo.post('/_local/replies', { channel: 'sms', from: MARIE.phone, text });
const told = async () => (await stack.demo.get('/_local/push')).body.items;
const toldTimes = (count: number) => eventually(told, (items) => items.length >= count);

beforeAll(async () => {
  const { id, ...person } = MARIE;
  await stack.demo.put(`/v1/prospects/${id}`, person);
  [camille, hugo] = [await stack.as('camille'), await stack.as('hugo')];
}, 60_000);

test('Everybody’s phone rings while nobody is assigned, then the assignee’s alone, and never after signing out', async () => {
  const ofCamille = await ring(camille, 'fr');
  const ofHugo = await ring(hugo, 'en');
  await write('Bonjour, mon code est 1234');
  const first = await toldTimes(2);
  const about = {
    kind: 'wrote',
    prospectId: MARIE.id,
    name: MARIE.name,
    channel: 'sms',
    at: expect.any(Number),
  };
  expect(first).toHaveLength(2);
  expect(first).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ endpoint: ofCamille, told: { ...about, locale: 'fr' } }),
      expect.objectContaining({ endpoint: ofHugo, told: { ...about, locale: 'en' } }),
    ]),
  );
  expect(JSON.stringify(first)).not.toContain('1234');

  const path = `/v1/conversations/${MARIE.id}`;
  await hugo.put(`${path}/assignee`, { agentId: 'hugo' });
  await hugo.post(`${path}/done`, {});
  await write('Encore une question');
  const second = await toldTimes(3);
  expect(second.slice(2)).toEqual([expect.objectContaining({ endpoint: ofHugo })]);

  // His browser took its address back: it is forgotten at the first push that says so.
  await stack.demo.call('DELETE', '/_local/push');
  await hugo.post(`${path}/done`, {});
  await write('Et le parking ?');
  await eventually(
    async () => (await stack.demo.get('/_local/calls')).body,
    (body) => JSON.stringify(body).includes('DeleteItem'),
  );
  expect(await told()).toHaveLength(3);
});

test('Who was put off rings when the time has come', async () => {
  await ring(camille, 'fr');
  const path = `/v1/conversations/${MARIE.id}`;
  await camille.put(`${path}/assignee`, { agentId: 'camille' });
  const until = new Date((await stack.now()) + 3_600_000).toISOString();
  await camille.post(`${path}/snooze`, { until });
  const before = (await told()).length;
  await stack.advance('PT61M');
  const items = await toldTimes(before + 1);
  expect(items.slice(before)).toEqual([
    expect.objectContaining({ told: expect.objectContaining({ kind: 'waits', prospectId: MARIE.id }) }),
  ]);
});

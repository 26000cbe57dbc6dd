import { expect, test } from 'vitest';
import { eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();

const FOLDER = '/v1/journeys/new-property/enrolments';
const consents = { marketing: { granted: true, text: 'Oui', source: 'form', at: '2026-01-05T10:00:00Z' } };
const data = { firstName: 'Paul', propertyAddress: '45 avenue Foch', propertyPrice: 245_000 };

async function enter(address: { email: string } | { phone: string }, id: string): Promise<string> {
  expect((await stack.demo.put(`/v1/prospects/${id}`, { ...address, consents })).status).toBe(200);
  const { body } = await stack.demo.post(FOLDER, { prospect: { id, ...address }, data });
  await eventually(
    () => stack.demo.get(`${FOLDER}/${body.id}`),
    (answer) => answer.body.messages[0]?.known.length > 0,
  );
  return body.id;
}

test('Who answers an alert in words is told of it once, who is away is told again', async () => {
  await stack.goToDaytime(10);
  const emails = ['paul.61000001@example.com', 'paul.61000002@example.com'];
  const [keen = '', away = ''] = await Promise.all(emails.map((email, n) => enter({ email }, `reply_${n}`)));
  const phone = '+33661000003';
  const bySms = await enter({ phone }, 'reply_sms');
  const write = (reply: object) => stack.demo.post('/_local/replies', reply);
  await write({ channel: 'email', from: emails[0], text: 'Ce bien m’intéresse' });
  await write({ channel: 'email', from: emails[1], text: 'Je suis absent.', autoSubmitted: true });
  await write({ channel: 'sms', from: phone, text: 'Ce bien m’intéresse' });
  for (const id of [keen, bySms]) {
    const { body } = await eventually(
      () => stack.demo.get(`${FOLDER}/${id}`),
      (answer) => answer.body.state === 'finished',
    );
    expect(body.reason).toBe('replied');
    expect((await stack.message(body.messages[0].messageId)).status).toBe('replied');
  }
  await stack.advance('PT49H');
  await eventually(
    () => stack.demo.get(`${FOLDER}/${away}`),
    (answer) => answer.body.messages.length === 2,
  );
  const counts = await Promise.all([...emails, phone].map(async (to) => (await stack.outbox(to)).length));
  expect(counts).toEqual([1, 2, 1]);
}, 90_000);

import { expect, test } from 'vitest';
import { eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();
const DAY = 86_400_000;

const person = (digits: string) => ({
  id: `prospect_${digits}`,
  name: 'Marie Dupont',
  phone: `+336${digits}`,
  email: `marie.${digits}@example.com`,
  whatsapp: `+336${digits}`,
});

const visit = (digits: string, at: number, data: object = {}) => ({
  prospect: person(digits),
  at: new Date(at).toISOString(),
  durationMinutes: 45,
  address: '12 rue des Lilas, Lyon 3e',
  location: { lat: 45.75, lng: 4.85 },
  agentName: 'Julie Martin',
  data: { surveyLink: 'https://agence.example/avis/8f3k', ...data },
});

async function make(body: object): Promise<{ id: string; enrolmentId: string }> {
  const answer = await stack.demo.post('/v1/appointments', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const appointment = (id: string) => stack.demo.get(`/v1/appointments/${id}`).then(({ body }) => body);
const enrolment = (id: string) =>
  stack.demo.get(`/v1/journeys/appointment/enrolments/${id}`).then(({ body }) => body);

/** What reached a phone or a mailbox, once there is so much of it. */
const received = (to: string, count: number) =>
  eventually(
    () => stack.outbox(to),
    (items) => items.length >= count,
  );

test('A visit is confirmed, reminded of, answered with OUI, told the way to, and asked about', async () => {
  await stack.goToDaytime(15);
  const at = (await stack.now()) + 2 * DAY;
  const { phone, email } = person('12000001');
  const made = await make(visit('12000001', at));

  const [confirmation] = await received(email, 1);
  expect(confirmation.html).toContain('12 rue des Lilas');
  expect(JSON.stringify(confirmation)).toContain('.ics');

  await stack.advance('P1D');
  const [reminder] = await received(phone, 1);
  expect(reminder.channel).toBe('sms');
  expect(reminder.text).toContain('Répondez OUI');
  expect(Math.abs(Date.parse(reminder.at) - (at - DAY))).toBeLessThan(2 * 60_000);

  await stack.demo.post('/_local/replies', { channel: 'sms', from: phone, text: 'OUI' });
  await eventually(
    () => appointment(made.id),
    ({ status }) => status === 'confirmed',
  );
  const { body: conversation } = await stack.demo.get(`/v1/conversations/${person('12000001').id}`);
  expect(conversation.appointment).toMatchObject({ status: 'confirmed', id: made.id });

  await stack.advance('PT22H');
  const [, location] = await received(phone, 2);
  expect(location.text).toMatch(/12 rue des Lilas|maps/);

  await stack.advance('P1D');
  const all = await eventually(
    () => enrolment(made.enrolmentId),
    ({ state }) => state === 'finished',
  );
  expect(all.messages.map(({ step }: { step: string }) => step)).toEqual([
    'confirmation',
    'reminder',
    'location',
    'survey',
  ]);
}, 60_000);

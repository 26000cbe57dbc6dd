import { expect, test } from 'vitest';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();

const EMAIL = 'marie.dupont@example.com';
const advertisement = {
  prospect: { id: 'prospect_unsubscribes' },
  messageType: 'marketing',
  channel: 'email',
  content: {
    templateId: 'NEW_PROPERTY_ALERT',
    data: { propertyAddress: '12 rue de Paris', propertyPrice: 450_000 },
  },
};

test('Marie ends advertisements with one click in her mailbox; her appointments still arrive', async () => {
  await stack.demo.put('/v1/prospects/prospect_unsubscribes', { name: 'Marie', email: EMAIL });
  const consent = { granted: true, text: 'J’accepte', source: 'formulaire', at: '2026-02-01T10:00:00Z' };
  await stack.demo.put('/v1/prospects/prospect_unsubscribes/consents/marketing', consent);
  await stack.reaches(await stack.submit(advertisement), 'delivered');
  const [mail] = await stack.outbox(EMAIL);
  expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  const link = mail.headers['List-Unsubscribe'].slice(1, -1) as string;

  // A mail program that opens every link has ended nothing.
  const shown = await fetch(link);
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('Agence Coccinelle')]);
  expect((await stack.demo.post('/v1/route', advertisement)).body.outcome).toBe('send');

  const clicked = await fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(clicked.status).toBe(200);
  const refused = await stack.demo.post('/v1/route', advertisement);
  expect(refused.body.outcome).toBe('undeliverable');
  const { consents } = (await stack.demo.get('/v1/prospects/prospect_unsubscribes')).body;
  expect(consents.marketing).toMatchObject({
    granted: false,
    source: expect.stringMatching(/^message msg_/),
  });

  const appointment = { ...advertisement, messageType: 'appointment', content: { body: 'À demain' } };
  await stack.reaches(await stack.submit(appointment), 'delivered');
});

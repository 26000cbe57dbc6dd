import { expect, test } from 'vitest';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../../shared/adapters/dynamodb/tenant-directory.ts';
import { measureSms } from '../../shared/domain/sms-segments.ts';
import { eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

/** The demonstration agency, had it a name instead of a number. */
const stack = useLocalStack(async (dynamo, tableName) => {
  const directory = new TenantDirectory(new Table(dynamo, tableName));
  const agency = await directory.find('tenant_demo');
  if (agency === undefined) throw new Error('There is no demonstration agency');
  const senders = { ...agency.senders, sms: { address: 'COCCINELLE', twoWay: false } };
  await directory.put({ ...agency, senders });
});

const PHONE = '+33612345678';
const EMAIL = 'marie.dupont@example.com';

const reminder = (channel: string, appointmentAt: string) => ({
  prospect: { id: `prospect_by_${channel}`, name: 'Marie Dupont', phone: PHONE, email: EMAIL },
  messageType: 'appointment',
  channel,
  appointmentAt,
  content: {
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15h30', appointmentAddress: '12 rue des Lilas' },
  },
});

const tap = (link: string, body: string) =>
  fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });

const conversation = async (id: string, unread: number) => {
  const { body } = await eventually(
    () => stack.demo.get(`/v1/conversations/${id}`),
    (answer) => answer.body.unread === unread,
  );
  return body;
};

test('Marie confirms by SMS to a name that nobody can answer, and cancels by e-mail, with one tap each', async () => {
  await stack.goToDaytime();
  const appointmentAt = new Date((await stack.now()) + 24 * 3_600_000).toISOString();

  const decided = await stack.demo.post('/v1/route', reminder('sms', appointmentAt));
  expect(decided.body).toMatchObject({ outcome: 'send', channel: 'sms' });
  const asked = await stack.submit(reminder('sms', appointmentAt));
  await stack.reaches(asked, 'delivered');
  const [{ text }] = await stack.outbox(PHONE);
  const [, link = ''] = /Confirmez ici : (http\S+) Agence Coccinelle$/.exec(text) ?? [];
  // Routing counted the link before there was one.
  const { cost } = decided.body.channels.find(({ channel }: { channel: string }) => channel === 'sms');
  expect(cost.micros).toBe(measureSms(text).segments * 50_000);

  // A phone that looks behind links has answered nothing.
  const shown = await fetch(link);
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('Oui, je confirme')]);
  expect((await stack.message(asked)).status).toBe('delivered');

  expect(await (await tap(link, 'answer=yes')).text()).toContain('est confirmé');
  expect(await conversation('prospect_by_sms', 1)).toMatchObject({
    appointment: { status: 'confirmed' },
    preview: { direction: 'inbound', text: 'Oui (par le lien)' },
  });
  await stack.reaches(asked, 'replied');
  expect(await (await tap(link, 'answer=no')).text()).toContain('Vous avez déjà répondu');
  expect(await conversation('prospect_by_sms', 1)).toMatchObject({ appointment: { status: 'confirmed' } });

  const mailed = await stack.submit(reminder('email', appointmentAt));
  await stack.reaches(mailed, 'delivered');
  const [mail] = await stack.outbox(EMAIL);
  const [, cancel = ''] = /href="(http[^"]+)"[^>]*>(?:<[^>]+>|\s)*Non, j’annule/.exec(mail.html) ?? [];
  expect(await (await tap(cancel, 'answer=no')).text()).toContain('est annulé');
  const cancelled = await conversation('prospect_by_email', 1);
  expect(cancelled).toMatchObject({ appointment: { status: 'cancelled' } });
  expect(cancelled.waitingSince).toBeDefined();
});

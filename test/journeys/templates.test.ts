import { expect, test } from 'vitest';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();

const TEMPLATE = '/v1/templates/APPOINTMENT_CONFIRMATION';
const PHONE = '+33612345678';
const appointment = {
  prospect: { id: 'prospect_worded', name: 'Marie Dupont', phone: PHONE },
  messageType: 'appointment',
  channel: 'sms',
  content: {
    templateId: 'APPOINTMENT_CONFIRMATION',
    data: {
      firstName: 'Marie',
      appointmentDate: '2026-12-01',
      appointmentTime: '15:00',
      appointmentAddress: '12 rue des Lilas, Lyon',
    },
  },
};
const words = (fr: string) => ({ wordings: { sms: { fr } } });

test('An agency words a confirmation in its own way, tries it, publishes it, and rolls it back', async () => {
  await stack.goToDaytime();
  expect((await stack.demo.get('/v1/templates')).body.counts).toEqual({ sms: 15, email: 9, whatsapp: 13 });

  const draft = await stack.demo.put(
    TEMPLATE,
    words('Bonjour {{firstName}}, c’est noté : {{appointmentDate}}.'),
  );
  expect(draft.body).toMatchObject({ latestVersion: 1, publishedVersion: 0 });
  const preview = await stack.demo.post(`${TEMPLATE}/preview`, { channel: 'sms', version: 1 });
  expect(preview.body).toMatchObject({ encoding: 'UCS-2', costly: [{ character: '’', instead: "'" }] });

  const own = '+33698765432';
  const tried = await stack.demo.post(`${TEMPLATE}/test`, { channel: 'sms', to: own, version: 1 });
  await stack.reaches(tried.body.id, 'delivered');
  expect((await stack.outbox(own))[0].text).toBe('Bonjour Marie, c’est noté : mardi 1er décembre.');

  const waiting = { ...appointment, sendAt: new Date((await stack.now()) + 3_600_000).toISOString() };
  const early = await stack.submit(waiting);
  await stack.demo.post(`${TEMPLATE}/publish`, { version: 1 });
  // Functions see it within a minute.
  await stack.advance('PT61S');
  const late = await stack.submit(appointment);
  const { template } = await stack.reaches(late, 'delivered');
  expect(template).toEqual({ id: 'APPOINTMENT_CONFIRMATION', version: 1 });
  await stack.advance('PT60M');
  expect((await stack.reaches(early, 'delivered')).template.version).toBe(0);
  expect((await stack.outbox(PHONE)).map(({ text }) => text)).toEqual([
    'Bonjour Marie, c’est noté : mardi 1er décembre.',
    expect.stringContaining('votre RDV est confirmé'),
  ]);

  await stack.demo.post(`${TEMPLATE}/publish`, { version: 0 });
  await stack.advance('PT61S');
  await stack.reaches(await stack.submit(appointment), 'delivered');
  expect((await stack.outbox(PHONE)).at(-1).text).toContain('votre RDV est confirmé');
  expect((await stack.other.get(`${TEMPLATE}/versions`)).body.items).toEqual([]);
});

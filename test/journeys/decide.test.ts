import { describe, expect, it } from 'vitest';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();

const reminder = {
  prospect: {
    id: 'prospect_456',
    name: 'Marie Dupont',
    phone: '+33612345678',
    email: 'marie.dupont@example.com',
    timeZone: 'Europe/Paris',
  },
  messageType: 'appointment',
  preferences: { preferredChannels: ['sms', 'email'], quietHoursStart: '22:00', quietHoursEnd: '08:00' },
  content: {
    subject: 'Rappel RDV',
    body: 'Bonjour Marie, rappel de votre RDV demain à 15h.',
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15h', companyName: 'Agence Dupont' },
  },
  appointmentAt: '2026-12-01T15:00:00+01:00',
};

describe('Marie’s reminder of an appointment at 15:00, who prefers SMS, then e-mail', () => {
  it.each([
    ['the day before at 14:00', '2026-11-30T14:00:00+01:00', 'email', 80, 75],
    ['the day before at 23:00', '2026-11-30T23:00:00+01:00', 'email', 110, 45],
    ['the day itself at 13:55', '2026-12-01T13:55:00+01:00', 'sms', 95, 55],
  ])('leaves %s by the better channel, and says why', async (_, at, channel, best, runnerUp) => {
    const { status, body } = await stack.demo.post('/v1/route', { ...reminder, at });
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: 'send', channel });
    expect(body.channels[0]).toMatchObject({ channel, allowed: true, score: best });
    expect(body.alternatives[0].score).toBe(runnerUp);
    expect(body.reason).toContain(`${best} points contre ${runnerUp}`);
  });

  it('sends nothing when only the decision was asked for', async () => {
    expect(await stack.outbox('+33612345678')).toEqual([]);
    expect(await stack.outbox('marie.dupont@example.com')).toEqual([]);
  });
});

describe('The broadcast of a new property', () => {
  const consents = {
    marketing: { granted: true, text: 'J’accepte', source: 'site', at: '2026-01-05T10:00:00+01:00' },
  };
  const broadcast = {
    messageType: 'marketing',
    priority: { level: 'low' },
    content: {
      subject: 'Nouvelle propriété disponible',
      templateId: 'NEW_PROPERTY_ALERT',
      data: { propertyAddress: '123 Rue de Paris', propertyPrice: '450 000 €' },
    },
    at: '2026-11-24T10:00:00+01:00',
  };
  const jean = { id: 'jean', name: 'Jean Martin', phone: '+33687654321' };

  it.each([
    ['by e-mail to somebody who has an address', { email: 'jean@example.com' }, {}, 'email'],
    ['by SMS to somebody who has nothing else', {}, {}, 'sms'],
    [
      'by WhatsApp to somebody who prefers it, with the approved template',
      { email: 'jean@example.com', whatsapp: '+33687654321' },
      { preferredChannels: ['whatsapp'] },
      'whatsapp',
    ],
  ])('goes %s', async (_, addresses, preferences, channel) => {
    const id = `jean_${channel}`;
    await stack.demo.put(`/v1/prospects/${id}`, { ...jean, id, ...addresses, preferences, consents });
    const { body } = await stack.demo.post('/v1/route', { ...broadcast, prospect: { id } });
    expect(body).toMatchObject({ outcome: 'send', channel });
  });

  it('is refused to somebody whose consent is not recorded', async () => {
    const { body } = await stack.demo.post('/v1/route', { ...broadcast, prospect: jean });
    expect(body.outcome).toBe('undeliverable');
    const sms = body.channels.find((entry: { channel: string }) => entry.channel === 'sms');
    expect(sms.gates[0]).toMatchObject({ rule: 'no-consent', verdict: 'deny' });
  });

  it('never leaves as free text on WhatsApp outside the 24-hour window, and says so', async () => {
    const content = { body: 'Bonjour, un nouveau bien vient d’arriver.' };
    const prospect = { id: 'free_text', whatsapp: '+33687654322', consents };
    const { body } = await stack.demo.post('/v1/route', { ...broadcast, content, prospect });
    expect(body.outcome).toBe('undeliverable');
    const whatsapp = body.channels.find((entry: { channel: string }) => entry.channel === 'whatsapp');
    expect(whatsapp.gates[0].rule).toBe('whatsapp-window');
    expect(whatsapp.gates[0].detail).toContain('24 h');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { domainEventDetail } from '../../shared/contracts/domain-events.ts';
import { eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();
let person = 0;

/** Somebody new each time: what happens to one address must not reach the next test. */
function somebody() {
  person += 1;
  const digits = String(10_000_000 + person).slice(-8);
  return {
    id: `prospect_${person}`,
    phone: `+336${digits}`,
    email: `p${person}@example.com`,
    timeZone: 'Europe/Paris',
  };
}

const urgent = (prospect: object) => ({
  prospect,
  messageType: 'appointment',
  priority: { level: 'urgent' },
  preferences: { preferredChannels: ['sms', 'email'] },
  content: { subject: 'Rappel', body: 'Bonjour, rappel de votre visite à 15h.' },
});

describe('A message to somebody with a phone and a mailbox', () => {
  beforeEach(async () => {
    await stack.noFaults();
    await stack.autoDeliver(true);
    await stack.goToDaytime();
  });

  it('reaches the phone, and its life can be read: accepted, sent, delivered, with the decision', async () => {
    const marie = somebody();
    const id = await stack.submit(urgent(marie));
    const message = await stack.reaches(id, 'delivered');
    expect(message).toMatchObject({ channel: 'sms', prospectId: marie.id, messageType: 'appointment' });
    expect(message.timeline.map(({ status }: { status: string }) => status)).toEqual([
      'accepted',
      'sending',
      'sent',
      'delivered',
    ]);
    expect(message.decision).toMatchObject({
      outcome: 'send',
      channel: 'sms',
      pointsVersion: expect.any(String),
    });
    expect(message.attempts).toMatchObject([
      { number: 1, channel: 'sms', status: 'delivered', providerId: expect.stringMatching(/^SM/) },
    ]);
    expect(await stack.outbox(marie.phone)).toMatchObject([
      { channel: 'sms', text: 'Bonjour, rappel de votre visite à 15h.' },
    ]);
  });

  it('is told to other systems by its ids, never by an address or a text', async () => {
    const marie = somebody();
    const id = await stack.submit(urgent(marie));
    const toldOf = async () => {
      const { body } = await stack.demo.get('/_local/events');
      return body.items.filter(({ detail }: { detail: { messageId: string } }) => detail.messageId === id);
    };
    const [event] = await eventually(toldOf, (events) => events.length > 0);
    expect(event).toMatchObject({ source: 'coccinelle', 'detail-type': 'message.delivered' });
    expect(domainEventDetail.parse(event.detail)).toMatchObject({
      tenantId: 'tenant_demo',
      channel: 'sms',
      attempt: 1,
    });
    expect(JSON.stringify(event)).not.toContain(marie.phone);
  });

  it('sends nothing twice under the same Idempotency-Key', async () => {
    const marie = somebody();
    const key = { 'Idempotency-Key': `key-${marie.id}` };
    const first = await stack.demo.post('/v1/messages', urgent(marie), key);
    const again = await stack.demo.post('/v1/messages', urgent(marie), key);
    expect(again.status).toBe(202);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await stack.demo.post('/v1/messages', { ...urgent(marie), messageType: 'general' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    await stack.reaches(first.body.id, 'delivered');
    expect(await stack.outbox(marie.phone)).toHaveLength(1);
  });

  it('arrives by e-mail when Twilio rejects the number, and the first attempt says why', async () => {
    const marie = somebody();
    await stack.fault({ provider: 'twilio', mode: 'reject', errorCode: '21211', to: marie.phone });
    const message = await stack.reaches(await stack.submit(urgent(marie)), 'delivered');
    expect(message.channel).toBe('email');
    expect(message.attempts).toMatchObject([
      {
        number: 1,
        channel: 'sms',
        status: 'rejected',
        errorCode: '21211',
        reason: expect.stringContaining('not a valid phone number'),
      },
      { number: 2, channel: 'email', status: 'delivered' },
    ]);
    const next = await stack.demo.post('/v1/route', urgent(marie));
    expect(
      next.body.channels.find(({ channel }: { channel: string }) => channel === 'sms').gates[0].rule,
    ).toBe('suppressed-address');
  });

  it('arrives a little later by SMS, once, when Twilio is busy', async () => {
    const marie = somebody();
    await stack.fault({ provider: 'twilio', mode: 'busy', to: marie.phone, count: 1, retryAfter: 1 });
    const message = await stack.reaches(await stack.submit(urgent(marie)), 'delivered', 20_000);
    expect(message.attempts).toMatchObject([{ number: 1, channel: 'sms', status: 'delivered' }]);
    expect(await stack.outbox(marie.phone)).toHaveLength(1);
  });

  it('arrives once when Twilio accepts it and its answer is lost, and the callback sets the state right', async () => {
    const marie = somebody();
    await stack.fault({ provider: 'twilio', mode: 'reset', to: marie.phone, count: 1 });
    const message = await stack.reaches(await stack.submit(urgent(marie)), 'delivered');
    expect(message.attempts).toMatchObject([{ number: 1, channel: 'sms', status: 'delivered' }]);
    await stack.advance('PT1H');
    expect(await stack.outbox(marie.phone)).toHaveLength(1);
    expect(await stack.outbox(marie.email)).toHaveLength(0);
  });

  it('is found out by asking when the callback is lost', async () => {
    const marie = somebody();
    await stack.fault({ provider: 'twilio', mode: 'lose-callback', to: marie.phone });
    const id = await stack.submit(urgent(marie));
    await stack.reaches(id, 'sent');
    await stack.advance('PT20M');
    await stack.reaches(id, 'delivered');
    expect(await stack.outbox(marie.phone)).toHaveLength(1);
  });

  it('is found out by asking when both the answer and the callback are lost', async () => {
    const marie = somebody();
    await stack.fault({ provider: 'twilio', mode: 'lose-callback', to: marie.phone });
    await stack.fault({ provider: 'twilio', mode: 'reset', to: marie.phone, count: 1 });
    const id = await stack.submit(urgent(marie));
    await stack.reaches(id, 'uncertain');
    await stack.advance('PT5M');
    await stack.reaches(id, 'delivered');
    expect(await stack.outbox(marie.phone)).toHaveLength(1);
  });

  it('tries the next channel when the carrier reports later that it failed', async () => {
    const marie = somebody();
    await stack.autoDeliver(false);
    const id = await stack.submit(urgent(marie));
    const { attempts } = await stack.reaches(id, 'sent');
    await stack.demo.post('/_local/events', {
      providerId: attempts[0].providerId,
      event: 'undelivered',
      errorCode: '30003',
    });
    await eventually(
      () => stack.outbox(marie.email),
      (items) => items.length === 1,
    );
    const message = await stack.message(id);
    expect(message.attempts[0]).toMatchObject({ status: 'failed', errorCode: '30003' });
  });

  it('says undeliverable, with every reason, when no channel is left', async () => {
    const marie = somebody();
    await stack.fault({ provider: 'twilio', mode: 'reject', errorCode: '21211', to: marie.phone });
    await stack.fault({ provider: 'resend', mode: 'reject', to: marie.email });
    const message = await stack.reaches(await stack.submit(urgent(marie)), 'undeliverable');
    expect(message.attempts.map(({ status }: { status: string }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(message.decision.outcome).toBe('undeliverable');
  });

  it('honours a channel that was asked for, gates still binding', async () => {
    const marie = somebody();
    const byMail = await stack.reaches(
      await stack.submit({ ...urgent(marie), channel: 'email' }),
      'delivered',
    );
    expect(byMail.attempts).toMatchObject([{ channel: 'email' }]);
    const free = await stack.submit({ ...urgent({ ...marie, whatsapp: marie.phone }), channel: 'whatsapp' });
    const refused = await stack.reaches(free, 'undeliverable');
    expect(refused.decision.channels[0].gates[0].rule).toBe('whatsapp-window');
  });

  it('can be cancelled until it leaves, and not afterwards', async () => {
    const marie = somebody();
    const at = new Date((await stack.now()) + 3_600_000).toISOString();
    const waiting = await stack.submit({ ...urgent(marie), sendAt: at });
    await stack.reaches(waiting, 'deferred');
    expect((await stack.demo.call('POST', `/v1/messages/${waiting}/cancel`)).body.status).toBe('cancelled');
    await stack.advance('PT2H');
    expect(await stack.outbox(marie.phone)).toHaveLength(0);
    const gone = await stack.submit(urgent(marie));
    await stack.reaches(gone, 'delivered');
    expect(await stack.demo.call('POST', `/v1/messages/${gone}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'already-left' },
    });
  });
});

describe('A message at night', () => {
  it('waits for the morning when its only channel would wake somebody up, and leaves then', async () => {
    await stack.noFaults();
    await stack.autoDeliver(true);
    await stack.goToDaytime(23);
    const { id, phone } = somebody();
    const message = { ...urgent({ id, phone, timeZone: 'Europe/Paris' }), priority: { level: 'normal' } };
    const messageId = await stack.submit(message);
    const waiting = await stack.reaches(messageId, 'deferred');
    expect(waiting.decision).toMatchObject({ outcome: 'defer', until: expect.stringContaining('T0') });
    await stack.advance('PT10H');
    await stack.reaches(messageId, 'delivered');
    expect(await stack.outbox(phone)).toHaveLength(1);
  });
});

describe('A message with a fallback in time', () => {
  const waits = (prospect: object) => ({
    ...urgent(prospect),
    fallback: { after: 'PT10M', unless: 'delivered' },
  });

  beforeEach(async () => {
    await stack.noFaults();
    await stack.autoDeliver(false);
    await stack.goToDaytime(11);
  });

  it('tries the next channel when nothing was confirmed in time', async () => {
    const marie = somebody();
    const id = await stack.submit(waits(marie));
    await stack.reaches(id, 'sent');
    await stack.advance('PT11M');
    const message = await eventually(
      () => stack.message(id),
      ({ attempts }) => attempts.at(-1).channel === 'email' && attempts.at(-1).status === 'sent',
    );
    expect(message.attempts[0]).toMatchObject({ channel: 'sms', status: 'sent' });
    expect(await stack.outbox(marie.email)).toHaveLength(1);
  });

  it('does not when a late receipt came before', async () => {
    const marie = somebody();
    const id = await stack.submit(waits(marie));
    const { attempts } = await stack.reaches(id, 'sent');
    await stack.advance('PT9M');
    await stack.demo.post('/_local/events', { providerId: attempts[0].providerId, event: 'delivered' });
    await stack.reaches(id, 'delivered');
    await stack.advance('PT30M');
    expect(await stack.outbox(marie.email)).toHaveLength(0);
  });
});

describe('What a prospect writes', () => {
  beforeEach(async () => {
    await stack.noFaults();
    await stack.autoDeliver(true);
    await stack.goToDaytime(14);
  });

  it('opens WhatsApp to free text for 24 hours', async () => {
    const { id, phone } = somebody();
    const message = { ...urgent({ id, whatsapp: phone }), content: { body: 'Avec plaisir, à demain.' } };
    expect((await stack.demo.post('/v1/route', message)).body.outcome).toBe('undeliverable');
    await stack.demo.post('/_local/replies', { channel: 'whatsapp', from: phone, text: 'Bonjour' });
    await eventually(
      () => stack.demo.post('/v1/route', message),
      ({ body }) => body.outcome === 'send',
    );
    await stack.reaches(await stack.submit(message), 'delivered');
    await stack.advance('PT25H');
    expect((await stack.demo.post('/v1/route', message)).body.outcome).toBe('undeliverable');
  });

  it('STOP closes the channel it was written on at once, and START opens it again', async () => {
    const marie = somebody();
    const smsGates = async () => {
      const { body } = await stack.demo.post('/v1/route', urgent(marie));
      return body.channels
        .find(({ channel }: { channel: string }) => channel === 'sms')
        .gates.map(({ rule }: { rule: string }) => rule);
    };
    await stack.demo.post('/_local/replies', { channel: 'sms', from: marie.phone, text: 'Arrêt !' });
    await eventually(smsGates, (rules) => rules.includes('opted-out'));
    const message = await stack.reaches(await stack.submit(urgent(marie)), 'delivered');
    expect(message.channel).toBe('email');
    await stack.demo.post('/_local/replies', { channel: 'sms', from: marie.phone, text: 'start' });
    await eventually(smsGates, (rules) => rules.length === 0);
  });
});

describe('The templates of the catalogue', () => {
  const consents = {
    marketing: { granted: true, text: 'J’accepte', source: 'site', at: '2026-01-05T10:00:00+01:00' },
  };
  const alert = (prospect: object, channel: string, messageType = 'marketing') => ({
    prospect,
    messageType,
    channel,
    content: {
      templateId: 'NEW_PROPERTY_ALERT',
      data: {
        prospectName: 'Marie Dupont',
        propertyType: 'Appartement 3 pièces',
        propertyAddress: '45 Avenue des Champs-Élysées, Paris',
        propertyPrice: 850_000,
        propertyFeatures: '75 m² • 2 chambres • Balcon • Parking',
        propertyImageUrl: 'https://example.com/property.jpg',
        viewDetailsLink: 'https://app.coccinelle.ai/properties/123',
        scheduleVisitLink: 'https://app.coccinelle.ai/schedule/123',
      },
    },
  });
  beforeEach(async () => {
    await stack.noFaults();
    await stack.autoDeliver(true);
    await stack.goToDaytime();
  });

  it('tell of a property by SMS in one part, with its sender and how to stop', async () => {
    const marie = somebody();
    // As an alert that was asked for: an advertisement would wait for the end of a public holiday.
    await stack.reaches(await stack.submit(alert(marie, 'sms', 'notification')), 'delivered');
    expect(await stack.outbox(marie.phone)).toMatchObject([
      {
        text: 'Agence Coccinelle, nouveau bien : Appartement 3 pièces, 45 Avenue des Champs-Élysées, Paris, 850 000 €. https://app.coccinelle.ai/properties/123 STOP au 38105',
      },
    ]);
  });

  it('tell of it by e-mail with its features and links', async () => {
    const marie = somebody();
    await stack.demo.put(`/v1/prospects/${marie.id}`, { ...marie, consents });
    await stack.reaches(await stack.submit(alert({ id: marie.id }, 'email')), 'delivered');
    const [email] = await stack.outbox(marie.email);
    expect(email.subject).toBe('Nouveau bien\u00a0: 45 Avenue des Champs-Élysées, Paris');
    expect(email.text).toContain('Bonjour Marie Dupont,');
    expect(email.text).toContain('850\u00a0000\u00a0€\n75 m² • 2 chambres • Balcon • Parking');
    expect(email.text).toContain('https://app.coccinelle.ai/schedule/123');
  });

  it('tell of it on WhatsApp in the words that Meta approved', async () => {
    const marie = { ...somebody(), whatsapp: '+33698000001' };
    await stack.demo.put(`/v1/prospects/${marie.id}`, { ...marie, consents });
    await stack.reaches(await stack.submit(alert({ id: marie.id }, 'whatsapp')), 'delivered');
    const [shown] = await stack.outbox(marie.whatsapp);
    expect(shown.text).toContain('vient d’arriver chez Agence Coccinelle\u00a0:');
    expect(shown.text).toContain('💶 850\u00a0000\u00a0€');
  });
});

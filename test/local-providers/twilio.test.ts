import type { SimulatedContent } from '../../local/providers/content.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { ACCOUNT, Bench, SMS } from './harness.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';

/** Loses ten milliseconds a second, so that every timer is early by its reckoning. */
class SlowClock extends VirtualClock {
  readonly #start = Date.now();

  override now(): number {
    return this.#start + Math.floor((super.now() - this.#start) * 0.99);
  }
}

let bench: Bench;
beforeEach(async () => void (bench = await new Bench().start()));
afterEach(() => bench.close());

const callback = () => `${bench.publicUrl}/webhooks/twilio/status?m=msg_1&a=1`;
const statuses = () => bench.webhooks.map((webhook) => webhook.form['MessageStatus']);

function expectSigned(): void {
  expect(bench.webhooks.length).toBeGreaterThan(0);
  for (const { headers, url, form } of bench.webhooks) {
    expect(validateRequest(ACCOUNT.authToken, String(headers['x-twilio-signature']), url, form)).toBe(true);
    expect(validateRequest('another', String(headers['x-twilio-signature']), url, form)).toBe(false);
  }
}

describe('messages through the official client', () => {
  it('creates an SMS with every documented field', async () => {
    const message = await bench.twilio().messages.create({ ...SMS, body: 'Reçu : tête' });
    expect(message.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(message).toMatchObject({
      ...SMS,
      body: 'Reçu : tête',
      status: 'queued',
      direction: 'outbound-api',
      price: null,
      priceUnit: 'USD',
      numMedia: '0',
      numSegments: '1',
      errorCode: null,
      apiVersion: '2010-04-01',
      accountSid: ACCOUNT.accountSid,
      messagingServiceSid: null,
    });
    expect(message.dateCreated).toBeInstanceOf(Date);
    expect(message.uri).toBe(`/2010-04-01/Accounts/${ACCOUNT.accountSid}/Messages/${message.sid}.json`);
  });

  it('counts segments as phones do', async () => {
    const message = await bench.twilio().messages.create({ ...SMS, body: `ê${'a'.repeat(140)}` });
    expect(message.numSegments).toBe('3');
  });

  it('refuses wrong credentials', async () => {
    await expect(bench.twilio('wrong').messages.create(SMS)).rejects.toMatchObject({
      status: 401,
      code: 20003,
    });
  });

  it.each([
    [{ ...SMS, to: '' }, 21604],
    [{ to: SMS.to, body: 'x' }, 21603],
    [{ ...SMS, to: '+33' }, 21211],
    [{ ...SMS, from: 'Name that is too long' }, 21212],
    [{ ...SMS, body: 'x'.repeat(1601) }, 21617],
    [{ to: SMS.to, from: SMS.from }, 21619],
    [{ ...SMS, to: 'whatsapp:+33612345678' }, 21910],
    [{ ...SMS, contentSid: 'nope' }, 21655],
    [{ ...SMS, contentSid: `HX${'a'.repeat(32)}`, contentVariables: '{' }, 21656],
    [{ ...SMS, statusCallback: 'nope' }, 21609],
  ])('refuses %o with %i', async (parameters, code) => {
    await expect(bench.twilio().messages.create(parameters)).rejects.toMatchObject({
      status: 400,
      code,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
    expect(await bench.outbox()).toEqual([]);
  });

  it('fetches one message, and answers 404 for an unknown one', async () => {
    const client = bench.twilio();
    const { sid } = await client.messages.create(SMS);
    await expect
      .poll(async () => (await client.messages(sid).fetch()).status, { timeout: 3000 })
      .toBe('delivered');
    expect((await client.messages(sid).fetch()).dateSent).toBeInstanceOf(Date);
    await expect(client.messages(`SM${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  it('lists page after page, by address and by date', async () => {
    const client = bench.twilio();
    for (let number = 0; number < 5; number++) await client.messages.create({ ...SMS, body: `n° ${number}` });
    await bench.skip(48 * 3600_000);
    await client.messages.create({ ...SMS, to: '+33611111111', body: 'later' });
    const all = await client.messages.list({ pageSize: 2 });
    expect(all.map(({ body }) => body)).toEqual(['later', 'n° 4', 'n° 3', 'n° 2', 'n° 1', 'n° 0']);
    expect(await client.messages.list({ to: '+33611111111' })).toHaveLength(1);
    expect(await client.messages.list({ from: '+33600000000' })).toHaveLength(0);
    const yesterday = new Date(bench.clock.now() - 24 * 3600_000);
    expect(await client.messages.list({ dateSentBefore: yesterday })).toHaveLength(5);
    expect(await client.messages.list({ dateSentAfter: yesterday })).toHaveLength(1);
    expect(await client.messages.list({ dateSent: new Date(bench.clock.now()) })).toHaveLength(1);
  });
});

describe('status callbacks', () => {
  it('are signed over the exact URL: sent, then delivered', async () => {
    const { sid } = await bench.twilio().messages.create({ ...SMS, statusCallback: callback() });
    await bench.skip(1000);
    expect(statuses()).toEqual(['sent', 'delivered']);
    expect(bench.webhooks[1]?.form).toMatchObject({
      MessageSid: sid,
      To: SMS.to,
      From: SMS.from,
      AccountSid: ACCOUNT.accountSid,
      ApiVersion: '2010-04-01',
    });
    expect(bench.webhooks[1]?.form['RawDlrDoneDate']).toMatch(/^\d{10}$/);
    expect(bench.webhooks[1]?.path).toBe('/webhooks/twilio/status?m=msg_1&a=1');
    expectSigned();
  });

  it('come in real time without anybody skipping the clock', async () => {
    await bench.twilio().messages.create({ ...SMS, statusCallback: callback() });
    await expect.poll(statuses, { timeout: 3000 }).toEqual(['sent', 'delivered']);
  });

  it('come although timers fire a little before the clock says so', async () => {
    const slow = new SlowClock();
    const other = await new Bench({ clock: slow }).start();
    try {
      await other
        .twilio()
        .messages.create({ ...SMS, statusCallback: `${other.publicUrl}/webhooks/twilio/status` });
      const told = () => other.webhooks.map(({ form }) => form['MessageStatus']);
      await expect.poll(told, { timeout: 3000 }).toEqual(['sent', 'delivered']);
    } finally {
      await other.close();
    }
  });

  it('wait for an order when automatic delivery is off', async () => {
    await bench.call('POST', '/_local/settings', { autoDeliver: false });
    const { sid } = await bench.twilio().messages.create({ ...SMS, statusCallback: callback() });
    await bench.skip(60_000);
    expect(bench.webhooks).toEqual([]);
    const answer = await bench.call('POST', '/_local/events', {
      providerId: sid,
      event: 'undelivered',
      errorCode: 30005,
    });
    expect(answer).toMatchObject({ status: 202, body: { webhook: { status: 200 } } });
    expect(bench.webhooks[0]?.form).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30005' });
    expect((await bench.twilio().messages(sid).fetch()).errorCode).toBe(30005);
    expectSigned();
  });

  it('are tried once more when nobody listens, and not when the product says 500', async () => {
    bench.productStatus = 500;
    await bench.twilio().messages.create({ ...SMS, statusCallback: callback() });
    await bench.skip(1000);
    await bench.skip(60_000);
    expect(statuses()).toEqual(['sent', 'delivered']);
    bench.productStatus = 200;
    await bench.twilio().messages.create({ ...SMS, statusCallback: 'http://127.0.0.1:9/nobody' });
    await bench.skip(0);
    expect([...bench.simulators.simulation.store.webhooks.values()].map(({ attempts }) => attempts)).toEqual([
      1,
    ]);
    await bench.skip(2000);
    await bench.skip(2000);
    expect(bench.simulators.simulation.store.webhooks.size).toBe(0);
  });

  it('obey the retry policy in the fragment', async () => {
    bench.productStatus = 503;
    await bench.twilio().messages.create({ ...SMS, statusCallback: `${callback()}#rc=2&rp=all` });
    await bench.skip(0);
    await bench.skip(1000);
    bench.productStatus = 200;
    await bench.skip(1000);
    expect(statuses().filter((status) => status === 'sent')).toHaveLength(3);
    expectSigned();
  });
});

/** A template of two variables, and a link behind a button. */
const approvedContent = (sid: string): SimulatedContent => ({
  sid,
  friendlyName: 'rappel',
  language: 'fr',
  variables: { 1: 'Paul', 2: '9 h', 3: 'exemple' },
  types: {
    'whatsapp/card': {
      header_text: 'Rappel',
      body: 'Bonjour {{1}}, à {{2}} ?',
      footer: 'Agence',
      actions: [
        { type: 'QUICK_REPLY', title: 'Oui', id: 'confirm' },
        { type: 'URL', title: 'Plan', url: 'https://agence.example/l/{{3}}' },
      ],
    },
  },
  createdAt: 0,
  approval: {
    name: 'rappel',
    category: 'UTILITY',
    requestedAt: 0,
    verdict: { status: 'approved', reason: '', saidAt: 0 },
  },
});

describe('WhatsApp', () => {
  const WHATSAPP = { to: 'whatsapp:+33612345678', from: 'whatsapp:+33757900000' };
  const contentSid = `HX${'ab'.repeat(16)}`;

  it('accepts free text outside the window, then reports 63016', async () => {
    const parameters = { ...WHATSAPP, body: 'Bonjour', statusCallback: callback() };
    const message = await bench.twilio().messages.create(parameters);
    expect(message.status).toBe('queued');
    await bench.skip(1000);
    expect(bench.webhooks.map(({ form }) => form)).toMatchObject([
      {
        MessageStatus: 'undelivered',
        ErrorCode: '63016',
        ChannelPrefix: 'whatsapp',
        ChannelToAddress: '+33612345678',
      },
    ]);
    expect(bench.webhooks[0]?.form['ChannelStatusMessage']).toContain('outside the allowed window');
    expectSigned();
  });

  it('opens the window with a signed inbound message, for 24 hours', async () => {
    const reply = { channel: 'whatsapp', from: '+33612345678', to: '+33757900000', text: 'OUI' };
    const answer = await bench.call('POST', '/_local/replies', reply);
    expect(answer).toMatchObject({ status: 202, body: { webhook: { status: 200 } } });
    expect(bench.webhooks[0]?.path).toBe('/webhooks/twilio/inbound');
    expect(bench.webhooks[0]?.form).toMatchObject({
      From: WHATSAPP.to,
      To: WHATSAPP.from,
      Body: 'OUI',
      NumMedia: '0',
      WaId: '33612345678',
      MessageType: 'text',
      MessageSid: answer.body.providerId,
    });
    expectSigned();
    const { sid } = await bench.twilio().messages.create({ ...WHATSAPP, body: 'Merci' });
    await bench.skip(1000);
    expect((await bench.twilio().messages(sid).fetch()).status).toBe('delivered');
    await bench.skip(24 * 3600_000);
    const late = await bench.twilio().messages.create({ ...WHATSAPP, body: 'Encore' });
    await bench.skip(1000);
    expect(await bench.twilio().messages(late.sid).fetch()).toMatchObject({
      status: 'undelivered',
      errorCode: 63016,
    });
  });

  it('sends a template at any time, shows its text, and tells that it was read', async () => {
    await bench.close();
    bench = await new Bench({ contents: [approvedContent(contentSid)] }).start();
    const { sid } = await bench.twilio().messages.create({
      ...WHATSAPP,
      contentSid,
      contentVariables: JSON.stringify({ 1: 'Marie', 2: '15 h', 3: 'jeton' }),
      statusCallback: callback(),
    });
    await bench.skip(1000);
    expect(await bench.outbox('?channel=whatsapp&to=+33612345678')).toMatchObject([
      {
        header: 'Rappel',
        text: 'Bonjour Marie, à 15 h ?',
        footer: 'Agence',
        buttons: [
          { kind: 'reply', label: 'Oui', payload: 'confirm' },
          { kind: 'url', label: 'Plan', url: 'https://agence.example/l/jeton' },
        ],
        to: '+33612345678',
        template: { contentSid, variables: { 1: 'Marie' } },
      },
    ]);
    await bench.call('POST', '/_local/events', { providerId: sid, event: 'read' });
    expect(bench.webhooks.at(-1)?.form).toMatchObject({ MessageStatus: 'read', EventType: 'READ' });
    const tap = { channel: 'whatsapp', from: '+33612345678', text: 'Oui', buttonPayload: 'confirm' };
    await bench.call('POST', '/_local/replies', tap);
    expect(bench.webhooks.at(-1)?.form).toMatchObject({
      MessageType: 'button',
      ButtonText: 'Oui',
      ButtonPayload: 'confirm',
      OriginalRepliedMessageSid: sid,
    });
    expectSigned();
  });

  it('knows no template but its own', async () => {
    const unknown = bench.twilio().messages.create({ ...WHATSAPP, contentSid });
    await expect(unknown).rejects.toMatchObject({ status: 400, code: 21655 });
  });

  it.each(['paused', 'disabled', 'rejected'])('a %s template fails outside the window', async (status) => {
    await bench.close();
    bench = await new Bench({ contents: [approvedContent(contentSid)] }).start();
    await bench.call('POST', '/_local/contents', { contentSid, status });
    const { sid } = await bench.twilio().messages.create({ ...WHATSAPP, contentSid });
    await bench.skip(1000);
    expect(await bench.twilio().messages(sid).fetch()).toMatchObject({ errorCode: 63016 });
  });

  it('carries media both ways', async () => {
    const mediaUrl = ['https://example.com/plan.pdf'];
    const { sid } = await bench.twilio().messages.create({ ...WHATSAPP, body: 'Le plan', mediaUrl });
    expect(sid).toMatch(/^MM/);
    expect(await bench.outbox()).toMatchObject([{ media: mediaUrl }]);
    const photo = 'https://example.com/photo.jpg';
    await bench.call('POST', '/_local/replies', {
      channel: 'whatsapp',
      from: '+33612345678',
      mediaUrl: photo,
    });
    expect(bench.webhooks.at(-1)?.form).toMatchObject({
      NumMedia: '1',
      MediaUrl0: expect.stringMatching(/\/Messages\/MM\w+\/Media\/ME0+$/),
      MediaContentType0: 'image/jpeg',
      MessageType: 'image',
    });
    const url = new URL(bench.webhooks.at(-1)?.form['MediaUrl0'] ?? '');
    expect((await fetch(url)).status).toBe(401);
    const authorization = `Basic ${btoa(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`)}`;
    const kept = await fetch(url, { headers: { authorization } });
    expect([kept.status, kept.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await kept.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    const missing = url.href.replace(/0$/, '1');
    expect((await fetch(missing, { headers: { authorization } })).status).toBe(404);
  });
});

import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, EMAIL, SMS } from './harness.ts';

let bench: Bench;
beforeEach(async () => void (bench = await new Bench().start()));
afterEach(() => bench.close());

const statusCallback = () => `${bench.publicUrl}/webhooks/twilio/status`;
const fault = (body: object) => bench.call('POST', '/_local/faults', body);
const sms = () => bench.twilio().messages.create({ ...SMS, statusCallback: statusCallback() });

describe('faults', () => {
  it('reject with the code asked for, as often as asked for', async () => {
    await fault({ provider: 'twilio', mode: 'reject', errorCode: 21614, to: `whatsapp:${SMS.to}`, count: 2 });
    await expect(sms()).rejects.toMatchObject({ status: 400, code: 21614 });
    await bench.twilio().messages.create({ ...SMS, to: '+33611111111' });
    await expect(sms()).rejects.toMatchObject({ code: 21614 });
    await sms();
    expect(await bench.outbox()).toHaveLength(2);
  });

  it('reject until deleted, with 21211 or a validation error by default', async () => {
    await fault({ provider: 'twilio', mode: 'reject' });
    await fault({ provider: 'resend', mode: 'reject' });
    await expect(sms()).rejects.toMatchObject({ code: 21211 });
    expect((await bench.resend().emails.send(EMAIL)).error).toMatchObject({ name: 'validation_error' });
    expect((await bench.call('GET', '/_local/faults')).body.items).toHaveLength(2);
    expect((await bench.call('DELETE', '/_local/faults')).status).toBe(204);
    expect((await bench.resend().emails.send(EMAIL)).error).toBeNull();
  });

  it('are busy, and say for how long', async () => {
    await fault({ provider: 'resend', mode: 'busy', count: 1, retryAfter: 7 });
    const refused = await bench.resend().emails.send(EMAIL);
    expect(refused.error).toMatchObject({ name: 'rate_limit_exceeded', statusCode: 429 });
    expect(refused.headers).toMatchObject({ 'retry-after': '7' });
    await fault({ provider: 'twilio', mode: 'busy', count: 1 });
    await expect(sms()).rejects.toMatchObject({ status: 429, code: 20429 });
    expect(await bench.outbox()).toEqual([]);
  });

  it('time out after accepting, and the callbacks come all the same', async () => {
    await fault({ provider: 'twilio', mode: 'timeout', count: 1 });
    await expect(sms()).rejects.toThrow(/timeout|aborted/i);
    await bench.skip(1000);
    expect(await bench.outbox()).toMatchObject([{ status: 'delivered' }]);
    expect(bench.webhooks).toHaveLength(2);
  });

  it('reset after accepting: the same key gives the same e-mail', async () => {
    await fault({ provider: 'resend', mode: 'reset', count: 1 });
    const once = () => bench.resend().emails.send(EMAIL, { idempotencyKey: 'k' });
    expect((await once()).error).toMatchObject({ statusCode: null });
    const { data } = await once();
    expect(await bench.outbox()).toMatchObject([{ providerId: data?.id }]);
  });

  it('err without accepting, or after accepting', async () => {
    await fault({ provider: 'twilio', mode: 'error', count: 1 });
    await expect(sms()).rejects.toMatchObject({ status: 500, code: 20500 });
    await fault({ provider: 'resend', mode: 'error', status: 503, count: 1 });
    expect((await bench.resend().emails.send(EMAIL)).error).toMatchObject({ statusCode: 503 });
    expect(await bench.outbox()).toEqual([]);
    await fault({ provider: 'twilio', mode: 'error', accepted: true, count: 1 });
    await expect(sms()).rejects.toMatchObject({ status: 500 });
    expect(await bench.outbox()).toHaveLength(1);
  });

  it('lose the callbacks of a message, whose status can be asked for', async () => {
    await fault({ provider: 'twilio', mode: 'lose-callback', count: 1 });
    const { sid } = await sms();
    await bench.skip(1000);
    expect(bench.webhooks).toEqual([]);
    expect((await bench.twilio().messages(sid).fetch()).status).toBe('delivered');
    await sms();
    await bench.skip(1000);
    expect(bench.webhooks).toHaveLength(2);
  });
});

describe('bad input', () => {
  it.each([
    ['POST', '/_local/faults', { provider: 'sendgrid', mode: 'reject' }, 'provider'],
    ['POST', '/_local/faults', { provider: 'twilio', mode: 'reject', errorCode: 'x' }, 'errorCode'],
    ['POST', '/_local/settings', { autodeliver: true }, ''],
    ['POST', '/_local/events', { providerId: 'x', event: 'exploded' }, 'event'],
    ['POST', '/_local/replies', { channel: 'sms', from: '0612345678', text: 'x' }, 'from'],
    ['POST', '/_local/replies', { channel: 'sms', from: SMS.to }, 'text'],
    ['POST', '/_local/replies', { channel: 'sms', from: SMS.to, text: 'x', autoSubmitted: true }, 'channel'],
    ['POST', '/_local/replies', { channel: 'sms', from: SMS.to, text: 'Bonjour' }, 'to'],
    ['GET', '/_local/outbox?channel=fax', undefined, 'channel'],
  ])('%s %s %o is told what is wrong', async (method, path, body, field) => {
    const answer = await bench.call(method, path, body);
    expect(answer).toMatchObject({ status: 400, body: { status: 400, errors: [{ path: field }] } });
  });

  it('is told apart from an unknown message and an impossible event', async () => {
    const unknown = await bench.call('POST', '/_local/events', { providerId: 'x', event: 'read' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-provider-id' } });
    const { sid } = await sms();
    const impossible = await bench.call('POST', '/_local/events', { providerId: sid, event: 'clicked' });
    expect(impossible).toMatchObject({ status: 400, body: { errors: [{ path: 'event' }] } });
    expect((await bench.call('PUT', '/_local/settings', {})).status).toBe(405);
  });
});

describe('a restart', () => {
  it('keeps the outbox and sends the webhooks that were owed', async () => {
    bench.productStatus = 500;
    const { data } = await bench.resend().emails.send(EMAIL);
    await bench.skip(0);
    await sms();
    await bench.stop();
    // What a kill in the middle of a write leaves behind.
    appendFileSync(join(bench.dataDir, 'providers.jsonl'), '[{"kind":"message","va');
    bench.productStatus = 200;
    bench.webhooks.length = 0;
    await bench.start();
    expect(await bench.outbox()).toMatchObject([{ providerId: data?.id }, { channel: 'sms' }]);
    await bench.skip(1000);
    await bench.skip(1000);
    const told = bench.webhooks.map(({ body, form }) => form['MessageStatus'] ?? JSON.parse(body).type);
    expect(told.toSorted((one, other) => one.localeCompare(other))).toEqual([
      'delivered',
      'email.delivered',
      'email.sent',
      'sent',
    ]);
  });

  it('owes its webhooks until somebody listens, however long that takes', async () => {
    bench.productStatus = 500;
    await sms();
    await bench.skip(0);
    await bench.stop();
    bench.productStatus = 200;
    bench.webhooks.length = 0;
    await bench.start(false);
    await sleep(1_200);
    expect(bench.webhooks).toEqual([]);
    bench.simulators.start();
    await expect.poll(() => bench.webhooks.length, { timeout: 5_000 }).toBeGreaterThan(0);
  });

  it('keeps what e-mails say once, in HTML of its own or written by an earlier version', async () => {
    const html = `<p>${'Bonjour, '.repeat(500)}</p>`;
    for (const to of ['marie@example.com', 'paul@example.com'])
      await bench.resend().emails.send({ ...EMAIL, to, html });
    const file = join(bench.dataDir, 'providers.jsonl');
    expect(readFileSync(file, 'utf8')).not.toContain('Bonjour, Bonjour');
    await bench.stop();
    const old = { ...EMAIL, to: ['old@example.com'], html: '<p>Vieux</p>', providerId: 'old' };
    const value = {
      ...old,
      provider: 'resend',
      channel: 'email',
      direction: 'outbound',
      media: [],
      attachments: [],
    };
    appendFileSync(
      file,
      `${JSON.stringify([{ kind: 'message', value: { ...value, acceptedAt: 0, history: [] } }])}\n`,
    );
    await bench.start();
    expect((await bench.outbox()).map((sent) => sent.html)).toEqual([html, html, '<p>Vieux</p>']);
    expect((await bench.resend().emails.get('old')).data?.html).toBe('<p>Vieux</p>');
  });

  it('keeps settings, and faults are gone', async () => {
    await bench.call('POST', '/_local/settings', { autoDeliver: false });
    await fault({ provider: 'twilio', mode: 'busy' });
    await bench.stop();
    await bench.start();
    expect((await bench.call('GET', '/_local/settings')).body).toMatchObject({ autoDeliver: false });
    expect((await bench.call('GET', '/_local/faults')).body).toEqual({ items: [] });
  });
});

import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Bench, EMAIL, portOf, RESEND } from './harness.ts';

let bench: Bench;
beforeEach(async () => void (bench = await new Bench().start()));
afterEach(() => bench.close());

const events = () => bench.webhooks.map(({ body }) => JSON.parse(body));
const types = () => events().map(({ type }) => type);

function expectSigned(): void {
  const realTime = vi.spyOn(Date, 'now');
  for (const { headers, body, at } of bench.webhooks) {
    realTime.mockReturnValue(at);
    const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
      String(headers[`svix-${name}`]),
    );
    const standard = { 'webhook-id': id!, 'webhook-timestamp': timestamp!, 'webhook-signature': signature! };
    new Webhook(RESEND.webhookSecret).verify(body, standard);
    expect(() => new Webhook(RESEND.webhookSecret).verify(`${body} `, standard)).toThrow(/signature/);
    bench.resend().webhooks.verify({
      payload: body,
      headers: { id: id!, timestamp: timestamp!, signature: signature! },
      webhookSecret: RESEND.webhookSecret,
    });
  }
  realTime.mockRestore();
}

describe('e-mails through the official client', () => {
  it('sends one and tells its last event', async () => {
    const sent = await bench.resend().emails.send({
      ...EMAIL,
      html: '<p>Bonjour <a href="https://example.com/plan">Marie</a></p>',
      tags: [{ name: 'message', value: 'msg_1' }],
      headers: { 'X-Campaign': 'test' },
      replyTo: 'reponse@example.com',
      attachments: [{ filename: 'plan.txt', content: Buffer.from('plan') }],
    });
    expect(sent.error).toBeNull();
    expect(sent.data?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent.headers).toMatchObject({ 'ratelimit-limit': '10', 'ratelimit-reset': '1' });
    expect(await bench.outbox('?to=Marie@example.com')).toMatchObject([
      {
        channel: 'email',
        provider: 'resend',
        to: 'marie@example.com',
        from: EMAIL.from,
        subject: 'Rappel',
        providerId: sent.data?.id,
        attachments: [{ filename: 'plan.txt', size: 4 }],
        headers: { 'X-Campaign': 'test' },
      },
    ]);
    await bench.skip(1000);
    const read = await bench.resend().emails.get(sent.data!.id);
    expect(read.data).toMatchObject({
      last_event: 'delivered',
      to: ['marie@example.com'],
      subject: 'Rappel',
    });
    expect(types()).toEqual(['email.sent', 'email.delivered']);
    expect(events()[0].data).toMatchObject({
      email_id: sent.data?.id,
      to: ['marie@example.com'],
      tags: { message: 'msg_1' },
    });
    expectSigned();
  });

  it.each([
    [{ ...EMAIL, from: 'nobody' }, 'validation_error', 422],
    [{ ...EMAIL, to: ['marie@example.com', 'x'] }, 'validation_error', 422],
    [{ ...EMAIL, to: [] }, 'missing_required_field', 422],
    [{ ...EMAIL, to: Array(51).fill('a@example.com') }, 'validation_error', 422],
    [{ ...EMAIL, text: '' }, 'validation_error', 422],
    [{ ...EMAIL, tags: [{ name: 'é', value: 'x' }] }, 'validation_error', 422],
    [{ ...EMAIL, attachments: [{ filename: 'x' }] }, 'invalid_attachment', 422],
  ])('refuses %o with %s', async (email, name, statusCode) => {
    const { data, error } = await bench.resend().emails.send(email);
    expect(data).toBeNull();
    expect(error).toMatchObject({ name, statusCode });
    expect(await bench.outbox()).toEqual([]);
  });

  it('refuses a wrong key and an unknown e-mail', async () => {
    expect((await bench.resend('re_wrong').emails.send(EMAIL)).error).toMatchObject({
      name: 'invalid_api_key',
    });
    expect((await bench.resend().emails.get('unknown')).error).toMatchObject({
      name: 'not_found',
      statusCode: 404,
    });
  });

  it('sends a batch, without attachments', async () => {
    const batch = await bench.resend().batch.send([EMAIL, { ...EMAIL, to: 'paul@example.com' }]);
    expect(batch.data?.data).toHaveLength(2);
    expect((await bench.outbox()).map(({ to }) => to)).toEqual(['marie@example.com', 'paul@example.com']);
  });

  it('sends what fits of a permissive batch, names the others, and answers the same under the same key', async () => {
    const emails = [EMAIL, { ...EMAIL, to: 'nobody' }, { ...EMAIL, to: 'paul@example.com' }];
    const options = { batchValidation: 'permissive', idempotencyKey: 'batch-1' } as const;
    const batch = await bench.resend().batch.send(emails, options);
    expect(batch.data?.data).toHaveLength(2);
    expect(batch.data?.errors).toEqual([
      { index: 1, message: expect.stringContaining('Invalid `to` field') },
    ]);
    const again = await bench.resend().batch.send(emails, options);
    expect(again.data).toEqual(batch.data);
    expect((await bench.outbox()).map(({ to }) => to)).toEqual(['marie@example.com', 'paul@example.com']);
    const other = await bench.resend().batch.send(emails.slice(1), options);
    expect(other.error).toMatchObject({ name: 'invalid_idempotent_request', statusCode: 409 });
    const strict = await bench.resend().batch.send(emails);
    expect(strict.error).toMatchObject({ statusCode: 422 });
  });

  it('limits the rate when told to', async () => {
    await bench.call('POST', '/_local/settings', { resendRequestsPerSecond: 1 });
    bench.clock.skip(1000 - (bench.clock.now() % 1000));
    await bench.resend().emails.send(EMAIL);
    const second = await bench.resend().emails.send(EMAIL);
    expect(second.error).toMatchObject({ name: 'rate_limit_exceeded', statusCode: 429 });
    expect(second.headers).toMatchObject({ 'retry-after': '1', 'ratelimit-remaining': '0' });
  });

  it('fetches attachments on this machine, so that a dead link is found out', async () => {
    const files = createServer((request, response) => {
      response
        .writeHead(request.url === '/plan.pdf' ? 200 : 403, { 'content-type': 'application/pdf' })
        .end('12345');
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${portOf(files)}`;
    await bench.resend().emails.send({ ...EMAIL, attachments: [{ path: `${at}/plan.pdf` }] });
    expect(await bench.outbox()).toMatchObject([
      { attachments: [{ filename: 'plan.pdf', size: 5, contentType: 'application/pdf' }] },
    ]);
    const dead = await bench.resend().emails.send({ ...EMAIL, attachments: [{ path: `${at}/gone.pdf` }] });
    expect(dead.error).toMatchObject({ name: 'invalid_attachment' });
    files.close();
  });
});

describe('Idempotency-Key', () => {
  const send = (email: typeof EMAIL) => bench.resend().emails.send(email, { idempotencyKey: 'attempt-1' });

  it('gives the same answer for the same body, even after a restart', async () => {
    const first = await send(EMAIL);
    expect((await send(EMAIL)).data).toEqual(first.data);
    await bench.stop();
    await bench.start();
    expect((await send(EMAIL)).data).toEqual(first.data);
    expect(await bench.outbox()).toHaveLength(1);
  });

  it('refuses another body, and a key that is too long', async () => {
    await send(EMAIL);
    expect((await send({ ...EMAIL, text: 'Autre' })).error).toMatchObject({
      name: 'invalid_idempotent_request',
      statusCode: 409,
    });
    const long = await bench.resend().emails.send(EMAIL, { idempotencyKey: 'x'.repeat(257) });
    expect(long.error).toMatchObject({ name: 'invalid_idempotency_key', statusCode: 400 });
  });

  it('refuses a second request while the first is under way', async () => {
    const slow = createServer((_request, response) => void setTimeout(() => response.end('x'), 200));
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const path = `http://127.0.0.1:${portOf(slow)}/a.txt`;
    const email = { ...EMAIL, attachments: [{ path }] };
    const [first, second] = await Promise.all([send(email), send(email)]);
    const errors = [first.error, second.error].filter((error) => error !== null);
    expect(errors).toMatchObject([{ name: 'concurrent_idempotent_requests', statusCode: 409 }]);
    expect(await bench.outbox()).toHaveLength(1);
    slow.close();
  });

  it('forgets after 24 hours', async () => {
    await send(EMAIL);
    await bench.skip(25 * 3600_000);
    await send(EMAIL);
    expect(await bench.outbox()).toHaveLength(2);
  });
});

describe('webhooks', () => {
  beforeEach(() => bench.call('POST', '/_local/settings', { autoDeliver: false }));

  it.each([
    ['opened', undefined, { open: { ipAddress: expect.any(String) } }],
    ['clicked', undefined, { click: { link: 'https://example.com/plan' } }],
    ['bounced', undefined, { bounce: { type: 'Permanent', subType: 'General' } }],
    ['bounced', 'Transient', { bounce: { type: 'Transient' } }],
    ['complained', undefined, {}],
    ['failed', undefined, { failed: { reason: expect.any(String) } }],
    ['suppressed', undefined, { suppressed: { type: 'OnAccountSuppressionList' } }],
    ['delivery_delayed', undefined, {}],
  ])('tell of %s %s', async (event, errorCode, details) => {
    const { data } = await bench.resend().emails.send({ ...EMAIL, text: 'Voir https://example.com/plan' });
    await bench.call('POST', '/_local/events', { providerId: data?.id, event, errorCode });
    expect(events()).toMatchObject([{ type: `email.${event}`, data: { email_id: data?.id, ...details } }]);
    expect((await bench.resend().emails.get(data!.id)).data?.last_event).toBe(event);
    expectSigned();
  });

  it('come back later, with the same id, when the product does not answer well', async () => {
    bench.productStatus = 500;
    const { data } = await bench.resend().emails.send(EMAIL);
    await bench.call('POST', '/_local/events', { providerId: data?.id, event: 'delivered' });
    bench.productStatus = 200;
    await bench.skip(5000);
    await bench.skip(600_000);
    expect(types()).toEqual(['email.delivered', 'email.delivered']);
    expect(bench.webhooks[0]?.headers['svix-id']).toBe(bench.webhooks[1]?.headers['svix-id']);
    expectSigned();
  });

  it('announce a reply whose body is to be fetched', async () => {
    await bench.resend().emails.send(EMAIL);
    const reply = { channel: 'email', from: 'marie@example.com', text: 'Oui, merci' };
    const answer = await bench.call('POST', '/_local/replies', reply);
    expect(answer.status).toBe(202);
    expect(events()).toMatchObject([
      {
        type: 'email.received',
        data: { subject: 'Re: Rappel', from: 'marie@example.com', to: [EMAIL.from] },
      },
    ]);
    expect(events()[0].data).not.toHaveProperty('text');
    const received = await bench.resend().emails.receiving.get(events()[0].data.email_id);
    expect(received.data).toMatchObject({
      text: 'Oui, merci',
      headers: { 'in-reply-to': expect.any(String) },
    });
    expectSigned();
  });

  it('announce a reply with headers of its own, and one by a machine', async () => {
    await bench.resend().emails.send(EMAIL);
    const reply = { channel: 'email', from: 'marie@example.com', text: 'Absente', replyTo: 'm@example.com' };
    const headers = { 'In-Reply-To': '', 'X-Autoreply': 'yes' };
    await bench.call('POST', '/_local/replies', { ...reply, headers, autoSubmitted: true });
    const received = await bench.resend().emails.receiving.get(events()[0].data.email_id);
    expect(received.data?.reply_to).toEqual(['m@example.com']);
    expect(received.data?.headers).toEqual({
      references: expect.any(String),
      'auto-submitted': 'auto-replied',
      'x-autoreply': 'yes',
    });
  });
});

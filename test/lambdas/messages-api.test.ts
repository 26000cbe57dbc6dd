import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/messages-api/handler.ts';
import { HOUR, SECOND } from '../../shared/domain/instant.ts';
import type { Platform } from '../support/platform.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { apiOptions, type Call, call, KEYS, openPlatform } from './http.ts';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), apiOptions(platform));
});

const read = (id: string, options: Call = {}) =>
  call(handler, 'GET', `/v1/messages/${id}`, { pathParameters: { messageId: id }, ...options });
const cancel = (id: string, options: Call = {}) =>
  call(handler, 'POST', `/v1/messages/${id}/cancel`, { pathParameters: { messageId: id }, ...options });

describe('GET /v1/messages/{id}', () => {
  test('shows accepted → sent → delivered, with the decision', async () => {
    const { messageId } = await platform.post({ channel: 'email' });
    await platform.run();
    const { status, body } = await read(messageId);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: messageId,
      status: 'delivered',
      channel: 'email',
      prospectId: 'prospect_1',
      messageType: 'appointment',
      createdAt: '2026-11-24T13:00:00.000Z',
      decision: { outcome: 'send', channel: 'email', estimatedCost: { micros: 600, currency: 'EUR' } },
      attempts: [{ number: 1, channel: 'email', status: 'delivered', providerId: 'resend-1' }],
    });
    expect(body.timeline.map((entry: { status: string }) => entry.status)).toEqual([
      'accepted',
      'sending',
      'sent',
      'delivered',
    ]);
    expect(body.timeline.at(-1).at).toBe(new Date(TUESDAY + 2 * SECOND).toISOString());
  });

  test('says why an attempt was refused', async () => {
    platform.twilio.next({ outcome: 'rejected', errorCode: '21211', reason: 'Not a phone number.' });
    const { messageId } = await platform.post({
      channel: 'sms',
      preferences: { fallbackChannels: ['email'] },
    });
    await platform.run();
    const { body } = await read(messageId);
    expect(body.attempts).toMatchObject([
      { channel: 'sms', status: 'rejected', errorCode: '21211', reason: 'Not a phone number.' },
      { channel: 'email', status: 'delivered' },
    ]);
    expect(body.channel).toBe('email');
  });

  test('says until when a message waits', async () => {
    const { messageId } = await platform.post({ sendAt: TUESDAY + HOUR });
    await platform.run();
    const { body } = await read(messageId);
    expect(body).toMatchObject({ status: 'deferred', attempts: [] });
    expect(body.decision).toMatchObject({ outcome: 'defer', until: new Date(TUESDAY + HOUR).toISOString() });
  });

  test('finds nothing of another tenant, and nothing that is not there', async () => {
    const { messageId } = await platform.post();
    for (const [id, key] of [
      [messageId, KEYS.other],
      ['msg_none', KEYS.all],
      ['constructor', KEYS.all],
    ] as const) {
      const { status, body } = await read(id, { key });
      expect([status, body.code]).toEqual([404, 'not-found']);
    }
  });

  test('needs a key', async () => {
    expect((await read('msg_1', { key: null })).status).toBe(401);
  });
});

describe('POST /v1/messages/{id}/cancel', () => {
  test('cancels what waits, and answers the same twice', async () => {
    const { messageId } = await platform.post({ sendAt: TUESDAY + HOUR });
    await platform.run();
    const first = await cancel(messageId);
    expect([first.status, first.body.status]).toEqual([200, 'cancelled']);
    expect(await cancel(messageId)).toEqual(first);
  });

  test('refuses what has left', async () => {
    const { messageId } = await platform.post();
    await platform.run();
    const { status, body } = await cancel(messageId);
    expect([status, body.code]).toEqual([409, 'already-left']);
  });

  test('finds nothing of another tenant and needs the right to write', async () => {
    const { messageId } = await platform.post({ sendAt: TUESDAY + HOUR });
    expect((await cancel(messageId, { key: KEYS.other })).status).toBe(404);
    expect((await cancel(messageId, { key: KEYS.reader })).status).toBe(403);
    expect(await platform.status(messageId)).toBe('accepted');
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/preview-route/handler.ts';
import type { Platform } from '../support/platform.ts';
import { apiOptions, type Call, call, messageBody, openPlatform } from './http.ts';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), apiOptions(platform));
});

describe('POST /v1/route', () => {
  const preview = (body: unknown, options: Call = {}) =>
    call(handler, 'POST', '/v1/route', { body, ...options });
  const reminder = messageBody({
    preferences: { preferredChannels: ['sms', 'email'] },
    content: { body: 'Bonjour Marie, rappel de votre RDV demain à 15h.' },
    appointmentAt: '2026-11-25T15:00:00+01:00',
  });

  test.each([
    ['the day before at 14:00', '2026-11-24T14:00:00+01:00', 'email', 80],
    ['the night before at 23:00', '2026-11-24T23:00:00+01:00', 'email', 110],
    ['the day itself at 13:55', '2026-11-25T13:55:00+01:00', 'sms', 95],
  ])('decides the reminder of %s', async (_, at, channel, score) => {
    const { status, body } = await preview({ ...reminder, at });
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: 'send', channel });
    expect(body.channels[0]).toMatchObject({ channel, allowed: true, gates: [], score });
    expect(body.reason.length).toBeGreaterThan(10);
  });

  test('sends and writes nothing', async () => {
    await preview(reminder);
    await platform.run();
    expect(platform.taken()).toEqual([]);
    expect(platform.routing.sent).toEqual([]);
  });

  test('refuses what does not fit', async () => {
    const { status, body } = await preview({ ...reminder, at: 'tomorrow' });
    expect([status, body.errors[0].path]).toEqual([400, 'at']);
  });
});

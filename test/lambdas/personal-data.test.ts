import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHandler as createMessagesApi } from '../../lambdas/messages-api/handler.ts';
import { createHandler as createReceiveWebhook } from '../../lambdas/receive-webhook/handler.ts';
import { createHandler as createRecordEvent } from '../../lambdas/record-event/handler.ts';
import { createHandler as createRouteMessage } from '../../lambdas/route-message/handler.ts';
import { createHandler as createSendMessage } from '../../lambdas/send-message/handler.ts';
import { createHandler as createSubmitMessage } from '../../lambdas/submit-message/handler.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import type { Platform } from '../support/platform.ts';
import { apiOptions, call, messageBody, openPlatform } from './http.ts';
import { BASE, readers, signedByTwilio, twilioForm } from './webhooks.ts';

/** What must never be in a log line: every field that says something about somebody, and every secret. */
const CANARIES = /CANARY|canary|612345678|ck_test_all|auth-token|re_test|<p>/;

const BODY = messageBody({
  prospect: {
    id: 'prospect_9',
    name: 'CANARY Marie',
    phone: '+33612345678',
    email: 'canary@example.com',
    whatsapp: '+33612345678',
    telegram: '612345678',
  },
  content: {
    subject: 'CANARY subject',
    body: 'CANARY body',
    html: '<p>CANARY</p>',
    data: { name: 'CANARY' },
    attachments: [{ filename: 'CANARY.pdf', content: Buffer.from('CANARY').toString('base64') }],
  },
  preferences: { preferredChannels: ['email'] },
});

const logger = createLogger('DEBUG');
let platform: Platform;
let log: string;
beforeEach(async () => {
  platform = await openPlatform();
  log = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((line) => {
      log += String(line);
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
});

function eventOf(bodies: readonly string[]): SQSEvent {
  const attributes = { ApproximateReceiveCount: '1' };
  return {
    Records: bodies.map((body) => ({ messageId: 'record', body, attributes })),
  } as unknown as SQSEvent;
}

const submit = () => {
  const handler = createSubmitMessage(platform.ports(), apiOptions(platform, logger));
  return call(handler, 'POST', '/v1/messages', { body: BODY });
};

test('A message goes all its way without a word about anybody in the logs', async () => {
  const { body } = await submit();
  await createRouteMessage(platform.ports(), logger)(eventOf(platform.routing.sent));
  const provider = platform.ports().providers('email');
  await createSendMessage({ ...platform.ports(), provider }, logger)(eventOf(platform.sending.email.sent));
  await platform.run();
  await createRecordEvent(platform.ports(), logger)(eventOf(platform.reports.sent));
  await call(
    createMessagesApi(platform.ports(), apiOptions(platform, logger)),
    'GET',
    `/v1/messages/${body.id}`,
    {
      pathParameters: { messageId: body.id },
    },
  );
  expect(log).not.toBe('');
  expect(log).not.toMatch(CANARIES);
});

test('Nothing about anybody is in what the logs say of faults', async () => {
  for (const outage of ['routingQueue.send', 'scopes.messages.create', 'attachments.put']) {
    platform.outages.add(outage);
    expect((await submit()).status).toBe(500);
    platform.outages.clear();
  }
  for (const outage of ['scopes.messages.load', 'sendQueues.send']) {
    platform.outages.add(outage);
    await createRouteMessage(platform.ports(), logger)(eventOf(platform.routing.sent));
    platform.outages.clear();
  }
  expect(log).not.toBe('');
  expect(log).not.toMatch(CANARIES);
});

test('Nothing of a record that cannot be read is in the logs', async () => {
  const poison = [
    'CANARY',
    'x\nCANARY\n  at CANARY',
    '{"v":1,"message":{"id":"CANARY',
    JSON.stringify({
      v: 1,
      message: {
        id: 'm',
        tenantId: 't',
        prospect: 'CANARY',
        type: 'CANARY',
        createdAt: 'CANARY',
        content: 'CANARY',
      },
      number: 'CANARY',
    }),
    JSON.stringify({ v: 1, kind: 'CANARY', CANARY: 'CANARY' }),
  ];
  await createRouteMessage(platform.ports(), logger)(eventOf(poison));
  await createRecordEvent(platform.ports(), logger)(eventOf(poison));
  expect(log).not.toBe('');
  expect(log).not.toMatch(CANARIES);
});

test('What a person wrote to us stays out of the logs', async () => {
  const form = { ...twilioForm('sms-inbound'), Body: 'CANARY' };
  const handler = createReceiveWebhook(platform.ports(), readers, BASE, apiOptions(platform, logger));
  const path = '/webhooks/twilio/inbound';
  await call(handler, 'POST', path, signedByTwilio(path, '', form));
  platform.outages.add('reportQueue.send');
  await call(handler, 'POST', path, signedByTwilio(path, '', form));
  await createRecordEvent(platform.ports(), logger)(eventOf(platform.reports.sent));
  expect(log).not.toBe('');
  expect(log).not.toMatch(CANARIES);
});

test('Domain events carry ids, and nothing about anybody', async () => {
  await submit();
  await platform.run();
  await platform.receive({
    kind: 'inbound',
    channel: 'sms',
    from: '+33612345678',
    to: '38123',
    text: 'STOP',
    providerId: 'SM1',
    at: platform.clock.now(),
  });
  await platform.run();
  expect(platform.domainEvents.types()).toContain('prospect.opted-out');
  expect(JSON.stringify(platform.domainEvents.published)).not.toMatch(CANARIES);
});

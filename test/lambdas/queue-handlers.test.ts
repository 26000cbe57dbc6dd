import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHandler as createAdvanceJourney } from '../../lambdas/advance-journey/handler.ts';
import { createHandler as createEnrolAudience } from '../../lambdas/enrol-audience/handler.ts';
import { createHandler as createPlanBroadcast } from '../../lambdas/plan-broadcast/handler.ts';
import { createHandler as createPrepareBroadcast } from '../../lambdas/prepare-broadcast/handler.ts';
import { createHandler as createProjectStatistics } from '../../lambdas/project-statistics/handler.ts';
import { createHandler as createRecordEvent } from '../../lambdas/record-event/handler.ts';
import { createHandler as createRouteMessage } from '../../lambdas/route-message/handler.ts';
import { createHandler as createRunFollowUp } from '../../lambdas/run-follow-up/handler.ts';
import { createHandler as createRunRule } from '../../lambdas/run-rule/handler.ts';
import { createHandler as createSendMessage } from '../../lambdas/send-message/handler.ts';
import { HOUR } from '../../shared/domain/instant.ts';
import { createHandler as createSendPack } from '../../lambdas/send-pack/handler.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { progress } from '../support/progress.ts';
import { TUESDAY } from '../support/routing-request.ts';

const logger = createLogger('INFO');
let platform: Platform;
let lines: string[];
beforeEach(async () => {
  platform = await Platform.open();
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

function eventOf(bodies: readonly string[], receives = 1): SQSEvent {
  const records = bodies.map((body, index) => ({
    messageId: `record-${index}`,
    body,
    attributes: { ApproximateReceiveCount: String(receives) },
  }));
  return { Records: records } as unknown as SQSEvent;
}

const failuresOf = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

const sendMessage = () =>
  createSendMessage({ ...platform.ports(), provider: platform.ports().providers('email') }, logger);
const functions = {
  'route-message': () => createRouteMessage(platform.ports(), logger),
  'send-message': sendMessage,
  'record-event': () => createRecordEvent(platform.ports(), logger),
  'run-follow-up': () => createRunFollowUp(platform.ports(), logger),
  'send-pack': () =>
    createSendPack({ ...platform.ports(), provider: platform.ports().providers('email') }, logger),
  'prepare-broadcast': () => createPrepareBroadcast(platform.ports(), logger),
  'plan-broadcast': () => createPlanBroadcast(platform.ports(), logger),
  'enrol-audience': () => createEnrolAudience(platform.ports(), logger),
  'advance-journey': () => createAdvanceJourney(platform.ports(), logger),
  'run-rule': () => createRunRule({ ...platform.ports(), tenantList: platform.tenants }, logger),
  'project-statistics': () => createProjectStatistics(platform.ports(), logger),
};

const POISON = [
  'no JSON',
  '',
  'null',
  '[]',
  '{}',
  '{"v":1}',
  '{"v":2,"kind":"resume","tenantId":"tenant_a","messageId":"msg_1","number":1}',
  '{"v":1,"message":{"id":"msg_1"},"number":1}',
  '{"v":1,"kind":"status","tenantId":"tenant_a","messageId":"msg_1","number":0,"channel":"sms","event":{}}',
];

describe.each(Object.entries(functions))('%s', (_, create) => {
  test('lets poison fail alone, and nothing else come of it', async () => {
    expect(failuresOf(await create()(eventOf(POISON)))).toEqual(
      POISON.map((_body, index) => `record-${index}`),
    );
    expect(platform.taken()).toEqual([]);
  });

  test('finishes an empty batch', async () => {
    expect(await create()(eventOf([]))).toEqual({ batchItemFailures: [] });
  });
});

describe('A batch', () => {
  async function routed(count: number): Promise<string[]> {
    for (let index = 0; index < count; index += 1) await platform.post({ channel: 'email' });
    return platform.routing.sent;
  }

  test('of routing commands with poison in the middle routes the others', async () => {
    const [first, second] = await routed(2);
    const event = eventOf([first ?? '', 'poison', second ?? '']);
    expect(failuresOf(await functions['route-message']()(event))).toEqual(['record-1']);
    expect(platform.sending.email.length).toBe(2);
  });

  test('of which one fails at storage has that one delivered again', async () => {
    const bodies = await routed(2);
    await functions['route-message']()(eventOf(bodies));
    const commands = platform.sending.email.sent;
    platform.resend.next({ outcome: 'busy', retryAfterSeconds: 5, reason: '429' });
    platform.outages.add('sendQueues.send');
    expect(failuresOf(await sendMessage()(eventOf(commands)))).toEqual(['record-0']);
    expect(platform.taken()).toHaveLength(1);
  });

  test('of which the provider refuses us, not the person, writes the line that an alarm counts', async () => {
    await functions['route-message']()(eventOf(await routed(1)));
    const refused = {
      outcome: 'rejected',
      errorCode: 'invalid_api_key',
      reason: 'API key is invalid',
    } as const;
    platform.resend.next({ ...refused, misconfigured: true });
    await sendMessage()(eventOf(platform.sending.email.sent));
    const codes = lines.map((line) => JSON.parse(line).code);
    expect(codes).toContain('provider-misconfigured');
  });

  test('with the same command three times sends once', async () => {
    const [body = ''] = await routed(1);
    await functions['route-message']()(eventOf([body, body, body]));
    await sendMessage()(eventOf(platform.sending.email.sent));
    expect(platform.taken()).toHaveLength(1);
  });

  test('of follow-ups runs each', async () => {
    const { messageId } = await platform.post({ sendAt: TUESDAY + HOUR });
    await functions['route-message']()(eventOf(platform.routing.sent));
    const [schedule] = platform.followUps.all();
    const resume = JSON.stringify({ v: 1, ...schedule?.followUp });
    platform.clock.moveTo(TUESDAY + HOUR);
    expect(failuresOf(await functions['run-follow-up']()(eventOf([resume, 'poison'])))).toEqual(['record-1']);
    expect(platform.routing.sent.at(-1)).toContain(messageId);
  });

  test('of reports records each, and a repetition does again what may not have been done', async () => {
    await routed(1);
    await platform.run();
    const [report = ''] = platform.reports.sent.slice(-1);
    const before = platform.domainEvents.published.length;
    await functions['record-event']()(eventOf([report], 2));
    expect(platform.domainEvents.published.slice(before).map(({ type }) => type)).toEqual([
      'message.delivered',
    ]);
  });
});

test('Logs name ids and outcomes', async () => {
  const { messageId } = await platform.post();
  await functions['route-message']()(eventOf([...platform.routing.sent, 'poison']));
  const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const done = logged.find(({ code }) => code === 'route-message-done');
  const failed = logged.find(({ code }) => code === 'route-message-failed');
  expect(done).toMatchObject({ message: messageId, attempt: 1, outcome: 'send' });
  expect(failed).toMatchObject({ record: 'record-1', error: 'SyntaxError' });
});

describe('A line of what failed', () => {
  const failedLine = (code: string) =>
    lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find((line) => line['code'] === `${code}-failed`);

  test('names the message, and the field that does not fit', async () => {
    const { messageId } = await platform.post();
    const { number: _none, ...command } = JSON.parse(platform.routing.sent[0] ?? '') as { number: number };
    await functions['route-message']()(eventOf([JSON.stringify(command)]));
    expect(failedLine('route-message')).toMatchObject({
      level: 'ERROR',
      record: 'record-0',
      messageId,
      error: '$ZodError',
      path: 'number',
    });
  });

  test('names the message and the tenant of a report that no handler can apply', async () => {
    const { messageId } = await platform.post();
    platform.outages.add('scopes.messages.recordEvent');
    const event = { status: 'delivered', at: TUESDAY };
    const report = { v: 1, kind: 'status', tenantId: TENANT, messageId, number: 1, channel: 'sms', event };
    await functions['record-event']()(eventOf([JSON.stringify(report)]));
    expect(failedLine('record-event')).toMatchObject({ messageId, tenantId: TENANT });
  });

  test('names nothing that is no id', async () => {
    const body = { messageId: 'marie@example.com', tenantId: 12, message: { id: '+33612345678' } };
    await functions['record-event']()(eventOf([JSON.stringify(body), '12', 'null', '{"message":null}']));
    expect(lines.join('')).not.toMatch(/marie|336/);
    expect(lines).toHaveLength(4);
  });
});

describe('project-statistics', () => {
  const told = (...attempts: readonly object[]) => JSON.stringify({ v: 1, attempts });
  const countedFor = async (tenantId: string) =>
    (await platform.scopes(tenantId).statistics.hours('0000-01-01', '9999-12-31')).map(({ tally }) => tally);

  test('counts a whole batch at once, and takes back what is of a tenant that cannot be counted', async () => {
    const ours = progress(1, { sent: TUESDAY });
    const gone = progress(2, { sent: TUESDAY }, { tenantId: 'tenant_gone' });
    const event = eventOf([told(ours), told(gone), told(progress(3, { sent: TUESDAY }), gone)]);
    expect(failuresOf(await functions['project-statistics']()(event))).toEqual(['record-1', 'record-2']);
    expect(await countedFor(TENANT)).toMatchObject([{ sms: { sent: 2, cost: 100_000 } }]);
    expect(await countedFor('tenant_gone')).toEqual([]);
  });
});

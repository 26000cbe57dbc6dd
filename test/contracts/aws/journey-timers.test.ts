import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ScheduledJourneyTimers } from '../../../shared/adapters/scheduler/journey-timers.ts';
import { parseJourneyTold } from '../../../shared/contracts/queue-messages.ts';
import type { JourneyTold } from '../../../shared/domain/journeys/journey-event.ts';
import { HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import { at, TUESDAY } from '../../support/routing-request.ts';
import { type Answer, CLIENT, listen, type Loopback } from '../../support/loopback.ts';

const TARGET = {
  group: 'coccinelle',
  queueArn: 'arn:aws:sqs:eu-west-1:000000000000:journeys',
  roleArn: 'arn:aws:iam::0:role/r',
};
const TOLD: JourneyTold = {
  kind: 'happened',
  tenantId: 'tenant_a',
  enrolmentId: 'enr_1',
  event: { kind: 'due', serial: 2 },
};

let server: Loopback;
let answers: Answer[];
let timers: ScheduledJourneyTimers;
beforeAll(async () => {
  server = await listen(
    () =>
      answers.shift() ?? { headers: { 'content-type': 'application/json' }, body: '{"ScheduleArn":"arn"}' },
  );
});
afterAll(() => server.close());
beforeEach(() => {
  const client = new SchedulerClient({ ...CLIENT, endpoint: server.url });
  timers = new ScheduledJourneyTimers(client, TARGET, { now: () => TUESDAY });
  answers = [];
  server.received.length = 0;
});

const fault = (status: number, type: string): Answer => ({
  status,
  headers: { 'x-amzn-errortype': type },
  body: '{"Message":"no"}',
});

test('A timer is a one-time schedule that writes to the journeys queue and deletes itself', async () => {
  await timers.plan('enr_1-2', at('2026-12-01T15:00:00+01:00'), TOLD);
  const [{ method, path, body }] = server.received as [(typeof server.received)[number]];
  expect([method, path]).toEqual(['POST', '/schedules/enr_1-2']);
  const request = JSON.parse(body.toString());
  expect(request).toMatchObject({
    GroupName: 'coccinelle',
    ScheduleExpression: 'at(2026-12-01T14:00:00)',
    ActionAfterCompletion: 'DELETE',
    Target: { Arn: TARGET.queueArn, RoleArn: TARGET.roleArn },
  });
  expect(parseJourneyTold(JSON.parse(request.Target.Input))).toMatchObject(TOLD);
});

test('Planning it again moves it', async () => {
  answers = [fault(409, 'ConflictException')];
  await timers.plan('enr_1-2', TUESDAY + 60_000, TOLD);
  expect(server.received.map(({ method }) => method)).toEqual(['POST', 'PUT']);
});

test('The timer that a cohort shares is asked for once, and again when its time is another', async () => {
  const shared: JourneyTold = {
    kind: 'cohort-due',
    tenantId: 'tenant_a',
    journeyId: 'new-property',
    intakeId: 'int_1',
    chunk: 0,
    until: TUESDAY + HOUR,
  };
  for (let person = 0; person < 3; person += 1) await timers.plan('int_1-0-abc', TUESDAY + HOUR, shared);
  expect(server.received).toHaveLength(1);
  const [{ body }] = server.received as [(typeof server.received)[number]];
  expect(parseJourneyTold(JSON.parse(JSON.parse(body.toString()).Target.Input))).toMatchObject(shared);
  await timers.plan('int_1-0-abc', TUESDAY + 2 * HOUR, shared);
  await timers.drop('int_1-0-abc');
  await timers.plan('int_1-0-abc', TUESDAY + 2 * HOUR, shared);
  expect(server.received.map(({ method }) => method)).toEqual(['POST', 'POST', 'DELETE', 'POST']);
});

test('What is due soon is asked for whoever asked before: it may have fired', async () => {
  for (let person = 0; person < 2; person += 1) await timers.plan('enr_1-2', TUESDAY + MINUTE, TOLD);
  expect(server.received).toHaveLength(2);
});

test('A timer is dropped, and nothing happens when it has fired', async () => {
  await timers.drop('enr_1-2');
  const [{ method, path }] = server.received as [(typeof server.received)[number]];
  expect([method, path]).toEqual([
    'DELETE',
    expect.stringMatching(/^\/schedules\/enr_1-2\?.*groupName=coccinelle$/),
  ]);
  answers = [fault(404, 'ResourceNotFoundException')];
  await timers.drop('enr_1-2');
});

test('Another fault is thrown', async () => {
  answers = [fault(400, 'ValidationException')];
  await expect(timers.drop('enr_1-2')).rejects.toThrow('no');
  answers = [fault(400, 'ValidationException')];
  await expect(timers.plan('enr_1-2', TUESDAY, TOLD)).rejects.toThrow('no');
});

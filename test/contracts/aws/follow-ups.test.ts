import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ScheduledFollowUps } from '../../../shared/adapters/scheduler/follow-ups.ts';
import { parseFollowUp } from '../../../shared/contracts/queue-messages.ts';
import { at, TUESDAY } from '../../support/routing-request.ts';
import { type Answer, CLIENT, listen, type Loopback } from '../../support/loopback.ts';

const TARGET = {
  group: 'follow-ups',
  queueArn: 'arn:aws:sqs:eu-west-1:000000000000:q',
  roleArn: 'arn:aws:iam::0:role/r',
};
const REF = { tenantId: 'tenant_a', messageId: 'msg_1', number: 1 };

interface ScheduleBody {
  ScheduleExpression: string;
  GroupName: string;
  Target: { Arn: string; RoleArn: string; Input: string };
}

let server: Loopback;
let answers: Answer[];
let followUps: ScheduledFollowUps;
beforeAll(async () => {
  server = await listen(
    () =>
      answers.shift() ?? { headers: { 'content-type': 'application/json' }, body: '{"ScheduleArn":"arn"}' },
  );
  const client = new SchedulerClient({ ...CLIENT, endpoint: server.url });
  followUps = new ScheduledFollowUps(client, TARGET, { now: () => TUESDAY });
});
afterAll(() => server.close());
beforeEach(() => {
  answers = [];
  server.received.length = 0;
});

const received = () =>
  server.received.map(({ method, path, body }) => ({
    method,
    path,
    body: JSON.parse(body.toString()) as ScheduleBody,
  }));
const conflict = {
  status: 409,
  headers: { 'x-amzn-errortype': 'ConflictException' },
  body: '{"Message":"exists"}',
};

test('A follow-up is a one-time schedule in UTC that deletes itself and writes to the queue', async () => {
  await followUps.schedule('msg_1-resume-1', at('2026-12-01T15:00:00.250+01:00'), { kind: 'resume', ...REF });
  const [{ method, path, body }] = received() as [ReturnType<typeof received>[number]];
  expect([method, path]).toEqual(['POST', '/schedules/msg_1-resume-1']);
  expect(body).toMatchObject({
    GroupName: 'follow-ups',
    ScheduleExpression: 'at(2026-12-01T14:00:01)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: { Arn: TARGET.queueArn, RoleArn: TARGET.roleArn },
  });
  expect(parseFollowUp(JSON.parse(body.Target.Input))).toMatchObject({ kind: 'resume', ...REF });
});

test('One in the past is scheduled for the next second', async () => {
  await followUps.schedule('msg_1-resume-1', TUESDAY - 60_000, { kind: 'resume', ...REF });
  expect(received()[0]?.body.ScheduleExpression).toBe('at(2026-11-24T13:00:01)');
});

test('The same name again moves it', async () => {
  answers = [conflict];
  await followUps.schedule('msg_1-resume-1', TUESDAY + 60_000, { kind: 'resume', ...REF });
  expect(received().map(({ method }) => method)).toEqual(['POST', 'PUT']);
  const [created, moved] = received().map(({ body: { ScheduleExpression, Target } }) => ({
    ScheduleExpression,
    Target,
  }));
  expect(moved).toEqual(created);
});

test('Another fault is thrown', async () => {
  answers = [
    { status: 400, headers: { 'x-amzn-errortype': 'ValidationException' }, body: '{"Message":"no"}' },
  ];
  await expect(followUps.schedule('msg_1-resume-1', TUESDAY, { kind: 'resume', ...REF })).rejects.toThrow(
    'no',
  );
});

test('Attempts watched in one moment share a schedule, ten at most, and none is forgotten', async () => {
  const refs = Array.from({ length: 23 }, (_, index) => ({ ...REF, messageId: `msg_${index}` }));
  await Promise.all(refs.map((ref, index) => followUps.watch(ref, TUESDAY + 60_000 + index, 2)));
  expect(received()).toHaveLength(3);
  const watched = received().flatMap(({ path, body }) => {
    expect(path.length).toBeLessThanOrEqual('/schedules/'.length + 64);
    const followUp = parseFollowUp(JSON.parse(body.Target.Input));
    return followUp.kind === 'reconcile' ? followUp.attempts : [];
  });
  expect(watched).toEqual(refs);
});

test('A watch that cannot be scheduled is everybody’s fault who shared it', async () => {
  answers = [
    { status: 429, headers: { 'x-amzn-errortype': 'ThrottlingException' }, body: '{"Message":"slow"}' },
  ];
  const results = await Promise.allSettled([
    followUps.watch(REF, TUESDAY, 2),
    followUps.watch({ ...REF, number: 2 }, TUESDAY, 2),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

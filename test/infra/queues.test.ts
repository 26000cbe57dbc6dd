import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Resource } from './synthesised-stack.ts';
import { SynthesisedStack } from './synthesised-stack.ts';

const stack = new SynthesisedStack('prod');
const queues = stack.resources('AWS::SQS::Queue');
const alarms = stack.resources('AWS::CloudWatch::Alarm');
const mappings = stack.resources('AWS::Lambda::EventSourceMapping');
const working = queues.filter(({ properties }) => properties['RedrivePolicy']);
const deadLetter = queues.filter(({ properties }) => !properties['RedrivePolicy']);

const nameOf = ({ properties }: Resource): string => properties['QueueName'];

/** The alarm on one metric of one queue. */
function alarmOn(queue: Resource, metric: string): Resource | undefined {
  return alarms.find(
    ({ properties }) =>
      properties['MetricName'] === metric &&
      properties['Dimensions'][0].Value['Fn::GetAtt']?.[0] === queue.id,
  );
}

function workerOf(queue: Resource): { mapping: Resource; timeout: number } {
  const mapping = mappings.find(
    ({ properties }) => properties['EventSourceArn']['Fn::GetAtt'][0] === queue.id,
  );
  if (!mapping) throw new Error(`Nothing works off ${nameOf(queue)}`);
  const worker = stack
    .resources('AWS::Lambda::Function')
    .find(({ id }) => id === mapping.properties['FunctionName'].Ref);
  return { mapping, timeout: worker?.properties['Timeout'] };
}

describe('Queues', () => {
  it('there is one for routing, each channel and its packs, broadcasts, events, follow-ups, journeys and those who enter them, notices, rules and statistics', () => {
    expect(working.map(nameOf).toSorted()).toEqual(
      [
        'enrol-audiences',
        'events',
        'follow-ups',
        'journeys',
        'notices',
        'plan-broadcasts',
        'prepare-broadcasts',
        'routing',
        'rules',
        'send-email',
        'send-email-packs',
        'send-sms',
        'send-sms-packs',
        'send-whatsapp',
        'send-whatsapp-packs',
        'statistics',
      ].map((name) => `coccinelle-prod-${name}`),
    );
  });

  it.each(working.map((queue) => [nameOf(queue), queue] as const))(
    '%s has a dead-letter queue of its own',
    (_, queue) => {
      const { deadLetterTargetArn, maxReceiveCount } = queue.properties['RedrivePolicy'];
      const target = deadLetter.find(({ id }) => id === deadLetterTargetArn['Fn::GetAtt'][0]);
      expect(target && nameOf(target)).toBe(`${nameOf(queue)}-dead-letters`);
      expect(maxReceiveCount).toBeGreaterThanOrEqual(5);
    },
  );

  const urgent = working.filter((queue) => nameOf(queue) !== 'coccinelle-prod-statistics');
  /** A record is work for many people. */
  const isLarge = (queue: (typeof working)[number]): boolean =>
    /-packs$|-broadcasts$|-audiences$|-rules$/.test(nameOf(queue));

  it.each(urgent.map((queue) => [nameOf(queue), queue] as const))(
    '%s is worked off in batches that may fail in part, and hides a record six times as long as its function may run',
    (_, queue) => {
      const { mapping, timeout } = workerOf(queue);
      expect(mapping.properties).toMatchObject({
        BatchSize: isLarge(queue) ? 1 : 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
      expect(mapping.properties).not.toHaveProperty('MaximumBatchingWindowInSeconds');
      expect(queue.properties['VisibilityTimeout']).toBe(timeout * 6);
    },
  );

  it('statistics are gathered for five minutes, and a record is hidden for as much longer', () => {
    const queue = working.find((each) => !urgent.includes(each));
    if (queue === undefined) throw new Error('Nothing is gathered');
    const { mapping, timeout } = workerOf(queue);
    expect(mapping.properties).toMatchObject({
      BatchSize: 1_000,
      MaximumBatchingWindowInSeconds: 300,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    expect(queue.properties['VisibilityTimeout']).toBe(timeout * 6 + 300);
  });

  it('keep dead letters for 14 days, long enough to redrive them after a holiday', () => {
    expect(deadLetter.map(({ properties }) => properties['MessageRetentionPeriod'])).toEqual(
      deadLetter.map(() => 14 * 24 * 3_600),
    );
  });

  it('are encrypted and refuse connections without TLS', () => {
    expect(queues.filter(({ properties }) => properties['SqsManagedSseEnabled'] !== true)).toEqual([]);
    const policies = JSON.stringify(stack.resources('AWS::SQS::QueuePolicy'));
    expect(policies.match(/"aws:SecureTransport":"false"/g)).toHaveLength(queues.length);
  });

  it("let each channel's senders work at most as many at once as the stage says", () => {
    const limits = working.map((queue) => [
      nameOf(queue).replace('coccinelle-prod-', ''),
      workerOf(queue).mapping.properties['ScalingConfig']?.MaximumConcurrency,
    ]);
    expect(Object.fromEntries(limits)).toMatchObject({
      'send-sms': 20,
      'send-whatsapp': 40,
      'send-email': 5,
      'send-sms-packs': 10,
      'send-whatsapp-packs': 6,
      'send-email-packs': 6,
    });
  });
});

describe('Alarms', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
  const anchors = Array.from(runbook.matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );

  it.each(deadLetter.map((queue) => [nameOf(queue), queue] as const))(
    '%s wakes somebody at its first record',
    (_, queue) => {
      expect(alarmOn(queue, 'ApproximateNumberOfMessagesVisible')?.properties).toMatchObject({
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
      });
    },
  );

  it.each(working.map((queue) => [nameOf(queue), queue] as const))(
    '%s says when it falls behind',
    (_, queue) => {
      expect(alarmOn(queue, 'ApproximateAgeOfOldestMessage')).toBeDefined();
    },
  );

  it('failing workers, errors of the API and dropped schedules are told too', () => {
    const metrics = Map.groupBy(alarms, ({ properties }) => properties['MetricName']);
    expect(metrics.get('Errors')).toHaveLength(working.length);
    expect(metrics.get('5xx')).toHaveLength(1);
    expect(metrics.get('InvocationDroppedCount')).toHaveLength(1);
  });

  it.each(['Sms', 'Whatsapp', 'Email', 'SmsPacks', 'WhatsappPacks', 'EmailPacks'])(
    '%s: a provider that refuses our account wakes somebody',
    (channel) => {
      const metric = `${channel}Misconfigured`;
      const filter = stack
        .resources('AWS::Logs::MetricFilter')
        .find(({ properties }) => properties['MetricTransformations'][0].MetricName === metric);
      expect(filter?.properties['FilterPattern']).toBe('"provider-misconfigured"');
      expect(alarms.filter(({ properties }) => properties['MetricName'] === metric)).toHaveLength(1);
    },
  );

  it.each(alarms.map(({ id, properties }) => [id, properties] as const))(
    '%s names its impact, the first action and a section of the runbook, and is sent to the topic',
    (_, { AlarmDescription, AlarmActions }) => {
      const match = /^Impact: .+\. First action: .+\. More: docs\/runbook\.md#(.+)$/.exec(AlarmDescription);
      expect(anchors).toContain(match?.[1]);
      expect(AlarmActions).toHaveLength(1);
    },
  );
});

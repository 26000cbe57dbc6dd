import { describe, expect, it } from 'vitest';
import { parseRule } from '../../shared/contracts/rule-message.ts';
import { RULES } from '../../shared/domain/rules.ts';
import { listPermissions } from './policies.ts';
import { SynthesisedStack } from './synthesised-stack.ts';

const stack = new SynthesisedStack('prod');
const schedules = stack.resources('AWS::Scheduler::Schedule').map(({ properties }) => properties);
const targetOf = (properties: (typeof schedules)[number]) => properties['Target'];

describe('What the stage does by itself', () => {
  it('has a schedule for each rule, which writes the rule to the queue of rules', () => {
    expect(schedules.map((schedule) => parseRule(JSON.parse(targetOf(schedule).Input)))).toEqual(
      RULES.map((rule) => ({ rule })),
    );
    const queue = stack
      .resources('AWS::SQS::Queue')
      .find(({ properties }) => properties['QueueName'] === 'coccinelle-prod-rules');
    for (const schedule of schedules)
      expect(targetOf(schedule).Arn['Fn::GetAtt']).toEqual([queue?.id, 'Arn']);
  });

  it('is planned in UTC, in a group of its own, under a role that may write to that queue and nowhere else', () => {
    for (const schedule of schedules) {
      expect(schedule).toMatchObject({ FlexibleTimeWindow: { Mode: 'OFF' } });
      expect(schedule['ScheduleExpression']).toMatch(/^cron\(/);
      expect(schedule['ScheduleExpressionTimezone']).toBeUndefined();
    }
    const [role] = new Set(
      schedules.map((schedule) => targetOf(schedule).RoleArn['Fn::GetAtt'][0] as string),
    );
    expect(listPermissions(stack).filter((permission) => permission.role === role)).toMatchObject([
      { action: 'sqs:SendMessage', resource: '<RulesQueue.Arn>' },
    ]);
  });

  it('is missed when it is silent: each rule has an alarm that waits for its line', () => {
    const filters = stack.resources('AWS::Logs::MetricFilter').map(({ properties }) => properties);
    const alarms = stack.resources('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
    for (const rule of RULES) {
      const filter = filters.find((each) => String(each['FilterPattern']).includes(`"${rule}"`));
      expect(filter?.['FilterPattern']).toContain('"run-rule-done"');
      const [metric] = filter?.['MetricTransformations'] ?? [];
      const alarm = alarms.find((each) => each['MetricName'] === metric.MetricName);
      expect(alarm).toMatchObject({
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        TreatMissingData: 'breaching',
      });
    }
  });
});

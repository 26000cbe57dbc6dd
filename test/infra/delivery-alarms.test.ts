import { describe, expect, it } from 'vitest';
import { SynthesisedStack } from './synthesised-stack.ts';

const stack = new SynthesisedStack('prod');
const filters = stack.resources('AWS::Logs::MetricFilter').map(({ properties }) => properties);
const alarms = stack.resources('AWS::CloudWatch::Alarm').map(({ properties }) => properties);

/** The functions whose lines of a code are counted. */
const countedIn = (code: string): string[] =>
  filters
    .filter(({ FilterPattern: pattern }) => pattern === `?"${code}"` || pattern === `"${code}"`)
    .map(({ LogGroupName: { Ref: id }, MetricTransformations: [transformation] }) => {
      expect(transformation).toMatchObject({
        MetricName: code,
        MetricNamespace: 'coccinelle-prod',
        MetricValue: '1',
      });
      const group = stack.resources('AWS::Logs::LogGroup').find((resource) => resource.id === id);
      return String(group?.properties['LogGroupName']).replace('/aws/lambda/coccinelle-prod-', '');
    })
    .toSorted();

describe('An alarm', () => {
  it('rings at the first provider that does not answer, whatever called it', () => {
    expect(countedIn('provider-down')).toEqual([
      'send-email',
      'send-email-packs',
      'send-sms',
      'send-sms-packs',
      'send-whatsapp',
      'send-whatsapp-packs',
    ]);
    expect(alarms.find(({ MetricName: name }) => name === 'provider-down')).toMatchObject({
      Namespace: 'coccinelle-prod',
      Statistic: 'Sum',
      Period: 300,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  it('rings when a fifth of what is routed, and ten messages at least, reach nobody', () => {
    expect(countedIn('message-undelivered')).toEqual(['route-message', 'run-follow-up']);
    const alarm = alarms.find(({ AlarmDescription: text }) =>
      String(text).includes('#messages-that-reach-nobody'),
    );
    expect(alarm).toMatchObject({ Threshold: 20, ComparisonOperator: 'GreaterThanThreshold' });
    const metrics = ((alarm?.['Metrics'] ?? []) as Record<string, unknown>[]).map(
      ({ Id: id, Expression: expression, MetricStat: stat }) => [id, expression ?? stat],
    );
    expect(Object.fromEntries(metrics)).toMatchObject({
      expr_1: 'IF(lost >= 10, 100 * lost / routed, 0)',
      lost: { Metric: { MetricName: 'message-undelivered' }, Period: 1800, Stat: 'Sum' },
      routed: {
        Metric: { Namespace: 'AWS/SQS', MetricName: 'NumberOfMessagesReceived' },
        Period: 1800,
        Stat: 'Sum',
      },
    });
  });

  it('leaves room for more in the stack, which may hold 500 resources', () => {
    const { Resources: resources } = stack.template.toJSON() as { Resources: object };
    expect(Object.keys(resources).length).toBeLessThanOrEqual(455);
  });
});

import { Duration } from 'aws-cdk-lib';
import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Deployment, physicalName } from '../deployment.ts';
import type { Workers } from '../access.ts';
import type { QueueConsumer } from './queue-consumer.ts';

/** Of what was routed, in percent; fewer lost messages than these are no sign of anything. */
const LOST_SHARE = 20;
const FEW = 10;

/** Says when providers do not answer, and when messages do not reach people although every function is well. */
export class DeliveryAlarms extends Construct {
  constructor(scope: Construct, id: string, deployment: Deployment, workers: Workers) {
    super(scope, id);
    const { router, followUps, senders, packSenders } = workers;
    const { alarms } = deployment;
    const callers = [...Object.values(senders), ...Object.values(packSenders)];
    alarms.add(this, 'ProviderDownAlarm', {
      metric: this.#countLines(deployment, 'provider-down', callers).with({ period: Duration.minutes(5) }),
      above: 0,
      impact: 'A provider does not answer: messages go out by other channels, or wait for it.',
      firstAction:
        'read which channel the newest provider-down lines name, then the status page of its provider.',
      runbook: 'a-provider-does-not-answer',
    });
    // Messages end where routing finds no way, or where a follow-up asks for the last time.
    const enders = [router, followUps.consumer];
    const period = Duration.minutes(30);
    alarms.add(this, 'UndeliveredAlarm', {
      metric: new MathExpression({
        expression: `IF(lost >= ${FEW}, 100 * lost / routed, 0)`,
        usingMetrics: {
          lost: this.#countLines(deployment, 'message-undelivered', enders),
          routed: router.queue.metricNumberOfMessagesReceived({ statistic: 'sum' }),
        },
        period,
        label: 'Messages that reached nobody, percent',
      }),
      above: LOST_SHARE,
      impact: 'Many messages reach nobody on any channel; their people are in the inbox under “failed”.',
      firstAction: 'compare the reasons and channels of the newest message-undelivered lines.',
      runbook: 'messages-that-reach-nobody',
    });
  }

  /** How many lines with this code some functions write, as one metric. */
  #countLines({ config }: Deployment, code: string, functions: readonly QueueConsumer[]): Metric {
    const metrics = functions.map((consumer) =>
      new MetricFilter(this, `${code}-${consumer.name}`, {
        logGroup: consumer.function.logGroup,
        filterPattern: FilterPattern.anyTerm(code),
        metricNamespace: physicalName(config),
        metricName: code,
      }).metric({ statistic: 'sum' }),
    );
    return metrics[0]!;
  }
}

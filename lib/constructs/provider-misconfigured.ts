import { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../deployment.ts';
import type { AlarmMeaning } from './alarms.ts';
import type { QueueConsumer } from './queue-consumer.ts';

/** The provider refuses because of us: every message of the channel fares alike until somebody acts. */
export function watchConfiguration(
  sender: QueueConsumer,
  { alarms, config }: Deployment,
  meaning: AlarmMeaning,
): void {
  const filter = new MetricFilter(sender, 'Misconfigured', {
    logGroup: sender.function.logGroup,
    filterPattern: FilterPattern.anyTerm('provider-misconfigured'),
    metricNamespace: physicalName(config),
    metricName: `${sender.node.id}Misconfigured`,
  });
  alarms.add(sender, 'MisconfiguredAlarm', {
    metric: filter.metric({ statistic: 'sum', period: Duration.minutes(5) }),
    above: 0,
    ...meaning,
  });
}

import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Dashboard, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../deployment.ts';
import type { MessagingApi } from './messaging-api.ts';
import type { QueueConsumer } from './queue-consumer.ts';

const PERIOD = { period: Duration.minutes(1) };
const WIDTH = 12;

/** One page that answers: is anything stuck, late or failing? */
export class ServiceDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { config }: Deployment,
    parts: { readonly api: MessagingApi; readonly consumers: readonly QueueConsumer[] },
  ) {
    super(scope, id);
    const { api, consumers } = parts;
    const lambdas = [...api.functions, ...consumers.map((consumer) => consumer.function)].map(
      ({ lambda }) => lambda,
    );
    const queues = consumers.map(({ queue }) => queue);
    const page = new Dashboard(this, 'Dashboard', { dashboardName: physicalName(config) });
    page.addWidgets(
      graph('Requests', [
        api.api.metricCount(PERIOD),
        api.api.metricClientError(PERIOD),
        api.api.metricServerError(PERIOD),
      ]),
      graph('Time to answer (p95)', [api.api.metricLatency({ ...PERIOD, statistic: 'p95' })]),
    );
    page.addWidgets(
      graph(
        'Age of the oldest record (s)',
        queues.map((queue) => queue.metricApproximateAgeOfOldestMessage(PERIOD)),
      ),
      graph(
        'Records waiting',
        queues.map((queue) => queue.metricApproximateNumberOfMessagesVisible(PERIOD)),
      ),
    );
    page.addWidgets(
      graph(
        'Dead letters',
        consumers.map(({ deadLetterQueue }) =>
          deadLetterQueue.metricApproximateNumberOfMessagesVisible(PERIOD),
        ),
      ),
      graph(
        'Failures of functions',
        lambdas.map((lambda) => lambda.metricErrors(PERIOD)),
      ),
    );
    page.addWidgets(
      graph(
        'Duration of functions (p95)',
        lambdas.map((lambda) => lambda.metricDuration({ ...PERIOD, statistic: 'p95' })),
      ),
      graph(
        'Throttled invocations',
        lambdas.map((lambda) => lambda.metricThrottles(PERIOD)),
      ),
    );
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: WIDTH });
}

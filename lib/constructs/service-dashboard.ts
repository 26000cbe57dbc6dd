import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Dashboard, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../deployment.ts';
import type { MessagingApi } from './messaging-api.ts';
import type { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

interface Watched {
  readonly api: MessagingApi;
  readonly consumers: readonly QueueConsumer[];
}

const MINUTE = { period: Duration.minutes(1) };
const P95 = { ...MINUTE, statistic: 'p95' };
const HALF_WIDTH = 12;

/** One page that answers: is anything stuck, late or failing? */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, { config }: Deployment, { api, consumers }: Watched) {
    super(scope, id);
    const page = new Dashboard(this, 'Dashboard', { dashboardName: physicalName(config) });
    page.addWidgets(...graphsOfApi(api.api));
    page.addWidgets(...graphsOfQueues(consumers));
    page.addWidgets(
      ...graphsOfFunctions([...api.functions, ...consumers.map((consumer) => consumer.function)]),
    );
  }
}

function graphsOfApi(api: HttpApi): GraphWidget[] {
  return [
    graph('Requests', [
      api.metricCount(MINUTE),
      api.metricClientError(MINUTE),
      api.metricServerError(MINUTE),
    ]),
    graph('Time to answer (p95)', [api.metricLatency(P95)]),
  ];
}

function graphsOfQueues(consumers: readonly QueueConsumer[]): GraphWidget[] {
  const queues = consumers.map(({ queue }) => queue);
  const deadLetterQueues = consumers.map(({ deadLetterQueue }) => deadLetterQueue);
  return [
    graph(
      'Age of the oldest record (s)',
      queues.map((queue) => queue.metricApproximateAgeOfOldestMessage(MINUTE)),
    ),
    graph(
      'Dead letters',
      deadLetterQueues.map((queue) => queue.metricApproximateNumberOfMessagesVisible(MINUTE)),
    ),
  ];
}

function graphsOfFunctions(functions: readonly ServiceFunction[]): GraphWidget[] {
  const lambdas = functions.map(({ lambda }) => lambda);
  return [
    graph(
      'Failures',
      lambdas.map((lambda) => lambda.metricErrors(MINUTE)),
    ),
    graph(
      'Duration (p95)',
      lambdas.map((lambda) => lambda.metricDuration(P95)),
    ),
  ];
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: HALF_WIDTH });
}

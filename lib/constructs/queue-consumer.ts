import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../deployment.ts';
import type { AlarmMeaning } from './alarms.ts';
import { ServiceFunction } from './service-function.ts';

export interface QueueConsumerProps {
  /** The function's name. */
  readonly name: string;
  /** The queue's name within its stage. */
  readonly queueName: string;
  readonly timeout: Duration;
  /** In MB, unless what functions have is enough. */
  readonly memory?: number;
  /** Deliveries before a record goes to the dead-letter queue. */
  readonly maxReceiveCount: number;
  /** How many records it is given at once, and for how long they are gathered; ten, as soon as they are there, unless told. */
  readonly batch?: { readonly size: number; readonly window?: Duration };
  /** The most copies of the function at work on the queue (2 to 1,000). */
  readonly maxConcurrency?: number;
  /** What records in the dead-letter queue mean. */
  readonly deadLetters: AlarmMeaning;
  /** What a queue that falls behind means, and how old its oldest record may get. */
  readonly backlog: AlarmMeaning & { readonly olderThan: Duration };
}

const BATCH_SIZE = 10;
// AWS asks for six times the function's time-out plus the batching window.
const VISIBILITY_FACTOR = 6;

/** A queue, its dead-letter queue, the function that works it off, and the alarms that say when it does not. */
export class QueueConsumer extends Construct {
  readonly name: string;
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, deployment: Deployment, props: QueueConsumerProps) {
    super(scope, id);
    const { name, queueName, timeout, memory, maxReceiveCount, maxConcurrency, batch } = props;
    const { config } = deployment;
    this.name = name;
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...common,
      queueName: physicalName(config, `${queueName}-dead-letters`),
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: physicalName(config, queueName),
      visibilityTimeout: Duration.seconds(
        timeout.toSeconds() * VISIBILITY_FACTOR + (batch?.window?.toSeconds() ?? 0),
      ),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
    });
    this.function = new ServiceFunction(this, 'Consumer', deployment, {
      name,
      timeout,
      ...(memory !== undefined && { memory }),
    });
    // SqsEventSource would also grant ChangeMessageVisibility and GetQueueUrl, which nothing here uses.
    this.function.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      this.queue.queueArn,
    );
    new EventSourceMapping(this, 'Mapping', {
      target: this.function.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize: batch?.size ?? BATCH_SIZE,
      reportBatchItemFailures: true,
      ...(maxConcurrency !== undefined && { maxConcurrency }),
      ...(batch?.window !== undefined && { maxBatchingWindow: batch.window }),
    });
    this.#watch(deployment, props);
  }

  /** Lets a function put records on the queue. */
  grantSend(sender: ServiceFunction): void {
    sender.allow(['sqs:SendMessage'], this.queue.queueArn);
  }

  #watch({ alarms }: Deployment, { deadLetters, backlog }: QueueConsumerProps): void {
    const { olderThan, ...backlogMeaning } = backlog;
    alarms.add(this, 'DeadLettersAlarm', {
      ...deadLetters,
      metric: this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'max',
      }),
      above: 0,
    });
    alarms.add(this, 'BacklogAlarm', {
      ...backlogMeaning,
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: 'max',
      }),
      above: olderThan.toSeconds(),
      periods: 3,
    });
    alarms.add(this, 'FailuresAlarm', {
      impact: `${this.name} fails as a whole (a crash, a time-out, a missing setting): its records wait and are tried again.`,
      firstAction: `read the newest errors in the logs of ${this.name}.`,
      runbook: 'a-function-fails',
      metric: this.function.lambda.metricErrors({ period: Duration.minutes(5) }),
      above: 0,
      periods: 2,
    });
  }
}

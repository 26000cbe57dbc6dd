import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

/** Adds up what became of attempts, many at a time: what an invocation writes does not grow with each of them. */
export class StatisticsProjector extends QueueConsumer {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, deployment, {
      name: 'project-statistics',
      queueName: 'statistics',
      timeout: Duration.seconds(30),
      maxReceiveCount: 5,
      // Two copies that count the same hour make each other start again: no more than AWS needs to poll.
      maxConcurrency: 2,
      batch: { size: 1_000, window: Duration.seconds(deployment.config.statisticsWindowSeconds) },
      deadLetters: {
        impact: 'Statistics lack what became of some attempts; messages are not concerned.',
        firstAction:
          'read the error of project-statistics, then redrive within 14 days: nothing is counted twice.',
        runbook: 'statistics',
      },
      backlog: {
        olderThan: Duration.minutes(30),
        impact: 'Statistics are late; messages are not concerned.',
        firstAction: 'look whether project-statistics fails or is throttled.',
        runbook: 'statistics',
      },
    });
  }

  /** Lets a function tell what became of attempts. */
  grantTell(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ statisticsQueueUrl: this.queue.queueUrl });
  }
}

import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

/** Rings at agents' devices when somebody begins to wait for them. */
export class AgentNotifier extends QueueConsumer {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, deployment, {
      name: 'notify-agents',
      queueName: 'notices',
      timeout: Duration.seconds(30),
      maxReceiveCount: 5,
      deadLetters: {
        impact: 'Phones of agents did not ring for somebody who wrote; the inbox shows it.',
        firstAction: 'read the error of notify-agents; after an hour there is nothing left to ring for.',
        runbook: 'notices',
      },
      backlog: {
        olderThan: Duration.minutes(10),
        impact: 'Phones of agents ring late; messages and the inbox are not concerned.',
        firstAction: 'look whether notify-agents fails or is throttled.',
        runbook: 'notices',
      },
    });
  }

  /** Lets a function have agents told. */
  grantNotify(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ noticesQueueUrl: this.queue.queueUrl });
  }
}

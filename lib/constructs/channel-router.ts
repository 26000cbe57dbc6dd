import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

/** Decides for each message on the routing queue which channel it takes, and when. */
export class ChannelRouter extends QueueConsumer {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, deployment, {
      name: 'route-message',
      queueName: 'routing',
      timeout: Duration.seconds(30),
      maxReceiveCount: 8,
      deadLetters: {
        impact: 'Messages that were accepted are not sent on any channel.',
        firstAction:
          'read the error of route-message for one of the records, then redrive: nothing is sent twice.',
        runbook: 'routing',
      },
      backlog: {
        olderThan: Duration.minutes(2),
        impact: 'Every message leaves late, the urgent ones too.',
        firstAction: 'look whether route-message fails or is throttled.',
        runbook: 'routing',
      },
    });
  }

  /** Lets a function hand over a message to be routed. */
  grantRoute(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ routingQueueUrl: this.queue.queueUrl });
  }
}

import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

/** Applies what providers and prospects report to the messages and conversations it concerns. */
export class EventRecorder extends QueueConsumer {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, deployment, {
      name: 'record-event',
      queueName: 'events',
      timeout: Duration.seconds(30),
      maxReceiveCount: 5,
      deadLetters: {
        impact: 'States of messages are out of date, replies and STOP requests may not have been applied.',
        firstAction: 'read the error of record-event for one of the records, then redrive the same day.',
        runbook: 'events',
      },
      backlog: {
        olderThan: Duration.minutes(10),
        impact: 'States of messages are late, and fallbacks may leave for messages that did arrive.',
        firstAction: 'look whether record-event fails or is throttled.',
        runbook: 'events',
      },
    });
  }

  /** Lets a function hand over what a provider reported. */
  grantReport(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ eventsQueueUrl: this.queue.queueUrl });
  }
}

import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { FollowUpScheduler } from './follow-up-scheduler.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

/** Moves people through journeys: by what they do, by what becomes of their messages, and by time. */
export class JourneyEngine extends QueueConsumer {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, deployment, {
      name: 'advance-journey',
      queueName: 'journeys',
      timeout: Duration.seconds(30),
      maxReceiveCount: 8,
      deadLetters: {
        impact: 'People stand still in their journeys: reminders, follow-ups and confirmations do not leave.',
        firstAction:
          'read the error of advance-journey for one of the records, then redrive: no step is taken twice.',
        runbook: 'journeys',
      },
      backlog: {
        olderThan: Duration.minutes(5),
        impact: 'Reminders and follow-ups of journeys leave late.',
        firstAction: 'look whether advance-journey fails or is throttled.',
        runbook: 'journeys',
      },
    });
  }

  /** Lets a function tell what happened to somebody in a journey. */
  grantTell(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ journeysQueueUrl: this.queue.queueUrl });
  }

  /** Lets the engine be told later, by timers that it can take back. */
  planWith(scheduler: FollowUpScheduler): void {
    scheduler.grantTimers(this.function, this.queue);
    this.function.setEnvironment({ journeysQueueArn: this.queue.queueArn });
  }
}

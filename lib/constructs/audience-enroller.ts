import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

/** One whole CPU: it reads and decides on five hundred people at a time. */
const MEMORY = 1_769;

/** Has whole audiences enter journeys, part by part, and wakes them together. */
export class AudienceEnroller extends QueueConsumer {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, deployment, {
      name: 'enrol-audience',
      queueName: 'enrol-audiences',
      // A segment of everybody of a large agency is read in some minutes.
      timeout: Duration.minutes(10),
      memory: MEMORY,
      maxReceiveCount: 5,
      batch: { size: 1 },
      maxConcurrency: 5,
      deadLetters: {
        impact: 'A part of an audience does not enter its journey, or stands still in it.',
        firstAction:
          'read the error of enrol-audience for the record, then redrive: nobody enters or is moved twice.',
        runbook: 'journeys',
      },
      backlog: {
        olderThan: Duration.minutes(15),
        impact: 'Audiences enter their journeys late, and go on in them late.',
        firstAction: 'look whether enrol-audience fails or is throttled.',
        runbook: 'journeys',
      },
    });
  }

  /** Lets a function have audiences enter, go on and leave. */
  grantEnrol(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ intakesQueueUrl: this.queue.queueUrl });
  }
}

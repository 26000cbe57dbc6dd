import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

/** One whole CPU: both spend their time on deciding and reading, not on waiting. */
const MEMORY = 1_769;

/** Reads audiences, begins broadcasts when their time has come, and decides on their people chunk by chunk. */
export class BroadcastPlanner extends Construct {
  readonly preparer: QueueConsumer;
  readonly planner: QueueConsumer;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    this.preparer = new QueueConsumer(this, 'Prepare', deployment, {
      name: 'prepare-broadcast',
      queueName: 'prepare-broadcasts',
      // A million rows are read in a few minutes.
      timeout: Duration.minutes(10),
      memory: MEMORY,
      maxReceiveCount: 5,
      batch: { size: 1 },
      maxConcurrency: 5,
      deadLetters: {
        impact: 'An uploaded audience is not read, or a broadcast does not begin.',
        firstAction: 'read the error of prepare-broadcast for the record, then redrive.',
        runbook: 'broadcasts',
      },
      backlog: {
        olderThan: Duration.minutes(15),
        impact: 'Broadcasts begin late.',
        firstAction: 'look whether prepare-broadcast fails or is throttled.',
        runbook: 'broadcasts',
      },
    });
    this.planner = new QueueConsumer(this, 'Plan', deployment, {
      name: 'plan-broadcast',
      queueName: 'plan-broadcasts',
      timeout: Duration.minutes(1),
      memory: MEMORY,
      maxReceiveCount: 5,
      batch: { size: 1 },
      maxConcurrency: 10,
      deadLetters: {
        impact: 'A part of a broadcast is not planned: its people are sent nothing.',
        firstAction:
          'read the error of plan-broadcast for the record, then redrive: nobody is sent anything twice.',
        runbook: 'broadcasts',
      },
      backlog: {
        // What was paused comes back every quarter of an hour, as a new record.
        olderThan: Duration.minutes(30),
        impact: 'Broadcasts leave late.',
        firstAction: 'look whether plan-broadcast fails or is throttled.',
        runbook: 'broadcasts',
      },
    });
  }

  /** Lets a function have audiences read and broadcasts begun. */
  grantPrepare(grantee: ServiceFunction): void {
    this.preparer.grantSend(grantee);
    grantee.setEnvironment({ prepareQueueUrl: this.preparer.queue.queueUrl });
  }

  /** Lets a function have chunks planned. */
  grantPlan(grantee: ServiceFunction): void {
    this.planner.grantSend(grantee);
    grantee.setEnvironment({ planQueueUrl: this.planner.queue.queueUrl });
  }
}

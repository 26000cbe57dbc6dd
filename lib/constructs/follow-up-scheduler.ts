import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import { schedulerRole } from './scheduler-role.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

/** What has to be done later: one-time schedules that write to a queue, and the function that works it off. */
export class FollowUpScheduler extends Construct {
  readonly consumer: QueueConsumer;
  readonly #groupName: string;
  readonly #group: ScheduleGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    this.consumer = new QueueConsumer(this, 'RunFollowUp', deployment, {
      name: 'run-follow-up',
      queueName: 'follow-ups',
      timeout: Duration.seconds(30),
      maxReceiveCount: 5,
      deadLetters: {
        impact:
          'Deferred messages stay where they are, fallbacks and checks with the provider do not happen.',
        firstAction: 'read the error of run-follow-up for one of the records, then redrive.',
        runbook: 'follow-ups',
      },
      backlog: {
        olderThan: Duration.minutes(5),
        impact: 'Deferred messages and fallbacks leave late.',
        firstAction: 'look whether run-follow-up fails or is throttled.',
        runbook: 'follow-ups',
      },
    });
    this.#groupName = physicalName(deployment.config);
    this.#group = new ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: this.#groupName,
      removalPolicy: deployment.config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.#role = schedulerRole(this, 'Role', this.#group, this.consumer.queue);
    this.#watch(deployment);
  }

  /** Lets a function plan a follow-up or move it to another instant. */
  grantSchedule(grantee: ServiceFunction): void {
    this.#grant(grantee, 'scheduler:CreateSchedule', 'scheduler:UpdateSchedule');
    grantee.allow(['iam:PassRole'], this.#role.roleArn);
    grantee.setEnvironment({
      followUpsQueueArn: this.consumer.queue.queueArn,
      schedulerRoleArn: this.#role.roleArn,
    });
  }

  /** Lets a function have a follow-up run at once. */
  grantRun(grantee: ServiceFunction): void {
    this.consumer.grantSend(grantee);
    grantee.setEnvironment({ followUpsQueueUrl: this.consumer.queue.queueUrl });
  }

  /** Lets a function plan what is written to its own queue later, and take it back. */
  grantTimers(grantee: ServiceFunction, queue: Queue): void {
    const role = schedulerRole(this, 'TimersRole', this.#group, queue);
    this.#grant(grantee, 'scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule');
    grantee.allow(['iam:PassRole'], role.roleArn);
    grantee.setEnvironment({ timersRoleArn: role.roleArn });
  }

  #grant(grantee: ServiceFunction, ...actions: readonly string[]): void {
    const { region } = Stack.of(this);
    const schedules = `schedule/${this.#groupName}/*`;
    grantee.allow(actions, `arn:${Aws.PARTITION}:scheduler:${region}:${Aws.ACCOUNT_ID}:${schedules}`);
    grantee.setEnvironment({ scheduleGroup: this.#groupName });
    acknowledge(
      grantee,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:${region}:<AWS::AccountId>:${schedules}]`,
      'Schedules are made per message and named at run time, all in this one group.',
    );
  }

  #watch({ alarms }: Deployment): void {
    alarms.add(this, 'DroppedAlarm', {
      metric: new Metric({
        namespace: 'AWS/Scheduler',
        metricName: 'InvocationDroppedCount',
        dimensionsMap: { ScheduleGroup: this.#groupName },
        statistic: 'sum',
        period: Duration.minutes(5),
      }),
      above: 0,
      impact: 'Schedules fell due and did not reach their queue: deferred messages stay where they are.',
      firstAction: "check the scheduler's role and that the queue of follow-ups exists.",
      runbook: 'follow-ups',
    });
  }
}

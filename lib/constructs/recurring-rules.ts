import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { Rule } from '../../shared/domain/rules.ts';
import { type Deployment, physicalName } from '../deployment.ts';
import { QueueConsumer } from './queue-consumer.ts';
import { schedulerRole } from './scheduler-role.ts';
import type { ServiceFunction } from './service-function.ts';

interface Recurrence {
  readonly expression: string;
  /** Longer than from one time to the next; how many of them in a row have to go by in silence. */
  readonly silence: { readonly period: Duration; readonly periods: number };
  readonly impact: string;
}

const RECURRENCES: Readonly<Record<Rule, Recurrence>> = {
  // Every hour, since it is seven o'clock somewhere: each tenant has a zone of its own.
  'daily-digest': {
    expression: 'cron(5 * * * ? *)',
    silence: { period: Duration.hours(3), periods: 1 },
    impact: 'Agents are not told in the morning what the day brings.',
  },
  'provider-reconciliation': {
    expression: 'cron(45 * * * ? *)',
    silence: { period: Duration.hours(3), periods: 1 },
    impact: 'Messages whose receipt and whose follow-up were both lost stay "sent".',
  },
  'recovery-sweep': {
    expression: 'cron(35 * * * ? *)',
    silence: { period: Duration.hours(3), periods: 1 },
    impact: 'Broadcasts of which a record was lost do not go on by themselves.',
  },
  retention: {
    expression: 'cron(50 2 * * ? *)',
    silence: { period: Duration.days(1), periods: 2 },
    impact: 'People of whom nothing was heard for years are kept for longer than was promised.',
  },
  'statistics-roll-up': {
    expression: 'cron(20 3 * * ? *)',
    silence: { period: Duration.days(1), periods: 2 },
    impact: 'Long periods of statistics are read more slowly.',
  },
};

/** What the stage does by itself: recurring schedules that write to a queue, and the function that works it off. */
export class RecurringRules extends QueueConsumer {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id, deployment, {
      name: 'run-rule',
      queueName: 'rules',
      timeout: Duration.minutes(10),
      maxReceiveCount: 5,
      batch: { size: 1 },
      // Whoever has many people to forget leaves the others their turn, and the table its breath.
      maxConcurrency: 10,
      deadLetters: {
        impact: 'A rule was not followed for one tenant or more.',
        firstAction: 'read the error of run-rule for the record; the next time comes by itself.',
        runbook: 'rules',
      },
      backlog: {
        olderThan: Duration.hours(2),
        impact: 'Rules are followed late.',
        firstAction: 'look whether run-rule fails or is throttled.',
        runbook: 'rules',
      },
    });
    const group = new ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: physicalName(deployment.config, 'rules'),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = schedulerRole(this, 'Role', group, this.queue);
    for (const rule of Object.keys(RECURRENCES) as Rule[]) {
      new CfnSchedule(this, rule, {
        name: physicalName(deployment.config, rule),
        groupName: group.scheduleGroupName,
        scheduleExpression: RECURRENCES[rule].expression,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: this.queue.queueArn,
          roleArn: role.roleArn,
          // As `contracts/rule-message.ts` reads it.
          input: JSON.stringify({ v: 1, rule }),
        },
      });
      this.#listenFor(rule, deployment);
    }
  }

  /** Lets a function leave a part of a rule to another run. */
  grantLeave(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ rulesQueueUrl: this.queue.queueUrl });
  }

  /** Silence is what is wrong with a rule. */
  #listenFor(rule: Rule, { alarms, config }: Deployment): void {
    const { silence, impact } = RECURRENCES[rule];
    const filter = new MetricFilter(this, `${rule}-followed`, {
      logGroup: this.function.logGroup,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.code', '=', 'run-rule-done'),
        FilterPattern.stringValue('$.rule', '=', rule),
      ),
      metricNamespace: physicalName(config),
      metricName: `${rule}-followed`,
    });
    alarms.addSilence(this, `${rule}-alarm`, {
      metric: filter.metric({ statistic: 'sum', period: silence.period }),
      periods: silence.periods,
      impact,
      firstAction: `look for the last run-rule lines with the rule ${rule}, and whether its schedule is there and enabled.`,
      runbook: 'rules',
    });
  }
}

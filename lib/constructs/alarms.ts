import { Stack } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** What the person woken up by an alarm has to know. */
export interface AlarmMeaning {
  /** Who notices what: "Prospects do not get their SMS." */
  readonly impact: string;
  /** The first thing to look at or to do. */
  readonly firstAction: string;
  /** The heading of docs/runbook.md that has the rest, as an anchor. */
  readonly runbook: string;
}

interface AlarmProps extends AlarmMeaning {
  readonly metric: IMetric;
  /** Alarms above this value. */
  readonly above: number;
  /** How many periods of the metric in a row. */
  readonly periods?: number;
}

/** The topic that every alarm of the stage is published to, and the e-mail address that reads it. */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, email: string | undefined) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A policy of our own replaces the default one, under which CloudWatch could publish.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (email) this.#topic.addSubscription(new EmailSubscription(email));
  }

  /** An alarm whose description tells its impact and what to do first; silence in the metric is health. */
  add(scope: Construct, id: string, { metric, above, periods, ...meaning }: AlarmProps): Alarm {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods ?? 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: descriptionOf(meaning),
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    return alarm;
  }

  /** The same for what should be heard of again and again: silence in the metric is what is wrong. */
  addSilence(
    scope: Construct,
    id: string,
    { metric, periods, ...meaning }: Omit<AlarmProps, 'above'>,
  ): Alarm {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods ?? 1,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: descriptionOf(meaning),
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    return alarm;
  }
}

function descriptionOf({ impact, firstAction, runbook }: AlarmMeaning): string {
  return `Impact: ${impact} First action: ${firstAction} More: docs/runbook.md#${runbook}`;
}

import { EventBus as Bus } from 'aws-cdk-lib/aws-events';
import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { StageConfig } from '../stage-config.ts';
import { physicalName } from '../deployment.ts';
import type { ServiceFunction } from './service-function.ts';

/** The bus on which other systems hear what became of messages. */
export class EventBus extends Construct {
  readonly #bus: Bus;
  readonly #publishedEvents: StageConfig['publishedEvents'];

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.#publishedEvents = config.publishedEvents;
    this.#bus = new Bus(this, 'Bus', { eventBusName: physicalName(config) });
    new CfnOutput(this, 'Name', { value: this.#bus.eventBusName }).overrideLogicalId('EventBusName');
  }

  /** Lets a function publish domain events, and tells it which ones this stage publishes. */
  grantPublish(grantee: ServiceFunction): void {
    grantee.allow(['events:PutEvents'], this.#bus.eventBusArn);
    grantee.setEnvironment({
      eventBusName: this.#bus.eventBusName,
      publishedEvents: this.#publishedEvents.join(','),
    });
  }
}

import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import type { EnvironmentKey } from '../../shared/env.ts';
import type { Deployment } from '../deployment.ts';
import { watchConfiguration } from './provider-misconfigured.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

const QUEUE_URLS = {
  sms: 'smsPacksQueueUrl',
  whatsapp: 'whatsappPacksQueueUrl',
  email: 'emailPacksQueueUrl',
} as const satisfies Readonly<Record<DeliverableChannel, EnvironmentKey>>;

/**
 * Sends the packs of broadcasts on one channel, beside the queue of its other messages and never before them. One pack
 * at a time takes as long as a hundred calls at the pace of its provider.
 */
export class PackSender extends QueueConsumer {
  readonly #channel: DeliverableChannel;

  constructor(scope: Construct, id: string, deployment: Deployment, channel: DeliverableChannel) {
    const { maxConcurrency, callsPerSecond } = deployment.config.packs[channel];
    const name = `send-${channel}-packs`;
    super(scope, id, deployment, {
      name,
      queueName: name,
      // `use-cases/send-pack.ts` calls nobody any more a minute before.
      timeout: Duration.minutes(5),
      maxReceiveCount: 8,
      batch: { size: 1 },
      maxConcurrency,
      deadLetters: {
        impact: `A part of a broadcast is not sent on ${channel}.`,
        firstAction: `read the error of ${name} for one of the records, then redrive: nobody is sent anything twice.`,
        runbook: 'packs',
      },
      backlog: {
        // What was paused comes back every quarter of an hour, as a new record.
        olderThan: Duration.hours(6),
        impact: `Broadcasts leave late on ${channel}.`,
        firstAction: `compare what waits with the pace of the stage (lib/stage-config.ts, packs), then look at the status page of the provider.`,
        runbook: 'packs',
      },
    });
    this.#channel = channel;
    this.function.setEnvironment({ channel, packCallsPerSecond: String(callsPerSecond) });
    watchConfiguration(this, deployment, {
      impact: `The provider refuses our account, sender or permissions: broadcasts wait on ${channel}.`,
      firstAction: `read the newest provider-misconfigured lines of ${name}, then correct the secret or the tenant's sender: the packs come back by themselves.`,
      runbook: 'packs',
    });
  }

  /** Lets a function hand over a pack to be sent on this channel. */
  grantDispatch(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ [QUEUE_URLS[this.#channel]]: this.queue.queueUrl });
  }
}

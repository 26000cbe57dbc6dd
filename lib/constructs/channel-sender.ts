import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import type { EnvironmentKey } from '../../shared/env.ts';
import type { Deployment } from '../deployment.ts';
import { watchConfiguration } from './provider-misconfigured.ts';
import { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

interface ChannelFacts {
  readonly called: string;
  readonly provider: string;
  readonly queueUrl: EnvironmentKey;
}

const FACTS: Readonly<Record<DeliverableChannel, ChannelFacts>> = {
  sms: { called: 'SMS', provider: 'Twilio', queueUrl: 'smsQueueUrl' },
  whatsapp: { called: 'WhatsApp messages', provider: 'Twilio', queueUrl: 'whatsappQueueUrl' },
  email: { called: 'E-mails', provider: 'Resend', queueUrl: 'emailQueueUrl' },
};

/** Hands the messages of one channel to its provider, no faster than the stage allows. */
export class ChannelSender extends QueueConsumer {
  readonly #queueUrl: EnvironmentKey;

  constructor(scope: Construct, id: string, deployment: Deployment, channel: DeliverableChannel) {
    const { called, provider, queueUrl } = FACTS[channel];
    super(scope, id, deployment, {
      name: `send-${channel}`,
      queueName: `send-${channel}`,
      timeout: Duration.seconds(60),
      maxReceiveCount: 8,
      maxConcurrency: deployment.config.maxConcurrency[channel],
      deadLetters: {
        impact: `${called} that were decided on are not sent.`,
        firstAction: `read the error of send-${channel} for one of the records, then redrive: nothing is sent twice.`,
        runbook: 'senders',
      },
      backlog: {
        olderThan: Duration.minutes(15),
        impact: `${called} leave late.`,
        firstAction: `look at the status page of ${provider}, then at the concurrency of the channel.`,
        runbook: 'senders',
      },
    });
    this.#queueUrl = queueUrl;
    this.function.setEnvironment({ channel });
    watchConfiguration(this, deployment, {
      impact: `${provider} refuses our account, sender or permissions: ${called} go out by other channels or not at all.`,
      firstAction: `read the errorCode of an affected message's attempt (GET /v1/messages/{id}), then correct the secret or the tenant's sender.`,
      runbook: 'senders',
    });
  }

  /** Lets a function hand over a message to be sent on this channel. */
  grantDispatch(grantee: ServiceFunction): void {
    this.grantSend(grantee);
    grantee.setEnvironment({ [this.#queueUrl]: this.queue.queueUrl });
  }
}

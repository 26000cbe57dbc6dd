import { Stack, Tags } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { grantAccessToApi, grantAccessToWorkers } from './access.ts';
import { Alarms } from './constructs/alarms.ts';
import { AttachmentsBucket } from './constructs/attachments-bucket.ts';
import { ChannelRouter } from './constructs/channel-router.ts';
import { ChannelSender } from './constructs/channel-sender.ts';
import { ConversationTable } from './constructs/conversation-table.ts';
import { EventBus } from './constructs/event-bus.ts';
import { EventRecorder } from './constructs/event-recorder.ts';
import { FollowUpScheduler } from './constructs/follow-up-scheduler.ts';
import { MessagingApi } from './constructs/messaging-api.ts';
import { Providers } from './constructs/providers.ts';
import { ServiceDashboard } from './constructs/service-dashboard.ts';
import { physicalName } from './deployment.ts';
import type { StageConfig } from './stage-config.ts';

const { ANY, GET, POST, PUT } = HttpMethod;

/** One stage of Coccinelle. */
export class CoccinelleStack extends Stack {
  constructor(scope: Construct, config: StageConfig, bundles: string) {
    super(scope, physicalName(config), {
      env: { region: config.region },
      terminationProtection: config.protectData,
    });
    Tags.of(this).add('coccinelle:stage', config.stage);
    const deployment = { config, bundles, alarms: new Alarms(this, 'Alarms', config.alarmEmail) };

    const table = new ConversationTable(this, 'Conversations', config);
    const attachments = new AttachmentsBucket(this, 'Attachments', config);
    const bus = new EventBus(this, 'Events', config);
    const providers = new Providers(this, 'Providers', config);

    const router = new ChannelRouter(this, 'Router', deployment);
    const sms = new ChannelSender(this, 'Sms', deployment, 'sms');
    const whatsapp = new ChannelSender(this, 'Whatsapp', deployment, 'whatsapp');
    const email = new ChannelSender(this, 'Email', deployment, 'email');
    const recorder = new EventRecorder(this, 'Recorder', deployment);
    const followUps = new FollowUpScheduler(this, 'FollowUps', deployment);

    const api = new MessagingApi(this, 'Api', deployment);
    const submitMessage = api.serve('submit-message', [POST, '/v1/messages']);
    const messages = api.serve(
      'messages-api',
      [GET, '/v1/messages/{messageId}'],
      [POST, '/v1/messages/{messageId}/cancel'],
      [POST, '/v1/route'],
      // What has no route of its own gets an RFC 9457 answer too, not the gateway's.
      [ANY, '/v1/{proxy+}'],
    );
    const prospects = api.serve(
      'prospects-api',
      [GET, '/v1/prospects/{prospectId}'],
      [PUT, '/v1/prospects/{prospectId}'],
      [PUT, '/v1/prospects/{prospectId}/consents/{purpose}'],
    );
    const openapi = api.serve('openapi', [GET, '/v1/openapi.json']);
    const links = api.serve('follow-link', [GET, '/l/{token}'], [POST, '/l/{token}']);
    const webhooks = api.serve(
      'receive-webhook',
      [POST, '/webhooks/twilio/status'],
      [POST, '/webhooks/twilio/inbound'],
      [POST, '/webhooks/resend'],
    );

    const senders = { sms, whatsapp, email };
    const parts = { table, attachments, bus, providers, api, router, senders, recorder, followUps };
    grantAccessToApi({ submitMessage, messages, prospects, openapi, links, webhooks }, parts);
    grantAccessToWorkers(parts);
    const consumers = [router, sms, whatsapp, email, recorder, followUps.consumer];
    new ServiceDashboard(this, 'Dashboard', deployment, { api, consumers });
  }
}

import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { grantAccessToApi, grantAccessToWorkers } from './access.ts';
import { AgentNotifier } from './constructs/agent-notifier.ts';
import { AgentSignIn } from './constructs/agent-sign-in.ts';
import { Alarms } from './constructs/alarms.ts';
import { AttachmentsBucket } from './constructs/attachments-bucket.ts';
import { ChannelRouter } from './constructs/channel-router.ts';
import { ChannelSender } from './constructs/channel-sender.ts';
import { ConversationTable } from './constructs/conversation-table.ts';
import { EventBus } from './constructs/event-bus.ts';
import { EventRecorder } from './constructs/event-recorder.ts';
import { FollowUpScheduler } from './constructs/follow-up-scheduler.ts';
import { LiveEvents } from './constructs/live-events.ts';
import { MessagingApi } from './constructs/messaging-api.ts';
import { Providers } from './constructs/providers.ts';
import { ServiceDashboard } from './constructs/service-dashboard.ts';
import { AgentsApplication } from './constructs/agents-application.ts';
import { StatisticsProjector } from './constructs/statistics-projector.ts';
import { physicalName } from './deployment.ts';
import { serveRoutes } from './routes.ts';
import type { StageConfig } from './stage-config.ts';

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
    const statistics = new StatisticsProjector(this, 'Statistics', deployment);
    const notifier = new AgentNotifier(this, 'Notices', deployment);

    const api = new MessagingApi(this, 'Api', deployment);
    const functions = serveRoutes(api);

    const signIn = new AgentSignIn(this, 'SignIn', config);
    const live = new LiveEvents(this, 'Live', config, signIn.userPool);
    const application = new AgentsApplication(this, 'Application', deployment, { api, signIn, live });

    const senders = { sms, whatsapp, email };
    const parts = {
      table,
      attachments,
      bus,
      providers,
      api,
      router,
      senders,
      recorder,
      followUps,
      application,
      live,
      statistics,
      notifier,
    };
    grantAccessToApi(functions, parts);
    grantAccessToWorkers(parts);
    const consumers = [router, sms, whatsapp, email, recorder, followUps.consumer, statistics, notifier];
    new ServiceDashboard(this, 'Dashboard', deployment, { api, consumers });
  }
}

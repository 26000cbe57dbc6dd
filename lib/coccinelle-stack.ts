import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { grantAccessToApi, grantAccessToWorkers, type Workers } from './access.ts';
import { grantAccessToBroadcasts } from './broadcast-access.ts';
import { AgentNotifier } from './constructs/agent-notifier.ts';
import { AgentSignIn } from './constructs/agent-sign-in.ts';
import { Alarms } from './constructs/alarms.ts';
import { AudienceEnroller } from './constructs/audience-enroller.ts';
import { AttachmentsBucket } from './constructs/attachments-bucket.ts';
import { BroadcastPlanner } from './constructs/broadcast-planner.ts';
import { ChannelRouter } from './constructs/channel-router.ts';
import { ChannelSender } from './constructs/channel-sender.ts';
import { ConversationTable } from './constructs/conversation-table.ts';
import { DeliveryAlarms } from './constructs/delivery-alarms.ts';
import { EventBus } from './constructs/event-bus.ts';
import { EventRecorder } from './constructs/event-recorder.ts';
import { FollowUpScheduler } from './constructs/follow-up-scheduler.ts';
import { JourneyEngine } from './constructs/journey-engine.ts';
import { LiveEvents } from './constructs/live-events.ts';
import { MessagingApi } from './constructs/messaging-api.ts';
import { PackSender } from './constructs/pack-sender.ts';
import { Providers } from './constructs/providers.ts';
import type { QueueConsumer } from './constructs/queue-consumer.ts';
import { RecurringRules } from './constructs/recurring-rules.ts';
import { ServiceDashboard } from './constructs/service-dashboard.ts';
import { AgentsApplication } from './constructs/agents-application.ts';
import { StatisticsProjector } from './constructs/statistics-projector.ts';
import { type Deployment, physicalName } from './deployment.ts';
import { serveRoutes } from './routes.ts';
import { grantAccessToRules } from './rule-access.ts';
import { grantAccessForJourneys } from './journey-access.ts';
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

    const workers = makeWorkers(this, deployment);

    const api = new MessagingApi(this, 'Api', deployment);
    const functions = serveRoutes(api);

    const signIn = new AgentSignIn(this, 'SignIn', config);
    const live = new LiveEvents(this, 'Live', config, signIn.userPool);
    const application = new AgentsApplication(this, 'Application', deployment, {
      api,
      signIn,
      live,
      files: attachments,
    });

    const parts = { table, attachments, bus, providers, api, application, live, ...workers };
    grantAccessToApi(functions, parts);
    grantAccessToWorkers(parts);
    grantAccessToBroadcasts(functions, parts);
    grantAccessForJourneys(functions, parts);
    grantAccessToRules(parts);
    new DeliveryAlarms(this, 'Delivery', deployment, workers);
    new ServiceDashboard(this, 'Dashboard', deployment, { api, consumers: consumersOf(workers) });
  }
}

/** Every function behind a queue, with its queue. */
function consumersOf({ senders, planner, packSenders, followUps, ...others }: Workers): QueueConsumer[] {
  const { router, recorder, journeys, enroller, statistics, notifier, rules } = others;
  const broadcasting = [planner.preparer, planner.planner, ...Object.values(packSenders)];
  const people = [journeys, enroller, statistics, notifier, rules];
  return [router, ...Object.values(senders), ...broadcasting, recorder, followUps.consumer, ...people];
}

/** Whatever works off a queue. */
function makeWorkers(scope: Construct, deployment: Deployment): Workers {
  return {
    router: new ChannelRouter(scope, 'Router', deployment),
    senders: {
      sms: new ChannelSender(scope, 'Sms', deployment, 'sms'),
      whatsapp: new ChannelSender(scope, 'Whatsapp', deployment, 'whatsapp'),
      email: new ChannelSender(scope, 'Email', deployment, 'email'),
    },
    planner: new BroadcastPlanner(scope, 'Broadcasts', deployment),
    packSenders: {
      sms: new PackSender(scope, 'SmsPacks', deployment, 'sms'),
      whatsapp: new PackSender(scope, 'WhatsappPacks', deployment, 'whatsapp'),
      email: new PackSender(scope, 'EmailPacks', deployment, 'email'),
    },
    recorder: new EventRecorder(scope, 'Recorder', deployment),
    followUps: new FollowUpScheduler(scope, 'FollowUps', deployment),
    journeys: new JourneyEngine(scope, 'Journeys', deployment),
    enroller: new AudienceEnroller(scope, 'Audiences', deployment),
    statistics: new StatisticsProjector(scope, 'Statistics', deployment),
    notifier: new AgentNotifier(scope, 'Notices', deployment),
    rules: new RecurringRules(scope, 'Rules', deployment),
  };
}

import type { AgentNotifier } from './constructs/agent-notifier.ts';
import type { AgentsApplication } from './constructs/agents-application.ts';
import type { AudienceEnroller } from './constructs/audience-enroller.ts';
import type { AttachmentsBucket } from './constructs/attachments-bucket.ts';
import type { BroadcastPlanner } from './constructs/broadcast-planner.ts';
import type { ChannelRouter } from './constructs/channel-router.ts';
import type { ChannelSender } from './constructs/channel-sender.ts';
import type { ConversationTable } from './constructs/conversation-table.ts';
import type { EventBus } from './constructs/event-bus.ts';
import type { EventRecorder } from './constructs/event-recorder.ts';
import type { FollowUpScheduler } from './constructs/follow-up-scheduler.ts';
import type { JourneyEngine } from './constructs/journey-engine.ts';
import type { LiveEvents } from './constructs/live-events.ts';
import type { MessagingApi } from './constructs/messaging-api.ts';
import type { PackSender } from './constructs/pack-sender.ts';
import type { Providers } from './constructs/providers.ts';
import type { RecurringRules } from './constructs/recurring-rules.ts';
import type { ServiceFunction } from './constructs/service-function.ts';
import type { StatisticsProjector } from './constructs/statistics-projector.ts';

/** Whatever works off a queue. */
export interface Workers {
  readonly router: ChannelRouter;
  readonly senders: {
    readonly sms: ChannelSender;
    readonly whatsapp: ChannelSender;
    readonly email: ChannelSender;
  };
  readonly planner: BroadcastPlanner;
  readonly packSenders: {
    readonly sms: PackSender;
    readonly whatsapp: PackSender;
    readonly email: PackSender;
  };
  readonly recorder: EventRecorder;
  readonly followUps: FollowUpScheduler;
  readonly journeys: JourneyEngine;
  readonly enroller: AudienceEnroller;
  readonly statistics: StatisticsProjector;
  readonly notifier: AgentNotifier;
  readonly rules: RecurringRules;
}

/** Everything that a function can be given access to. */
export interface Parts extends Workers {
  readonly table: ConversationTable;
  readonly attachments: AttachmentsBucket;
  readonly bus: EventBus;
  readonly providers: Providers;
  readonly api: MessagingApi;
  readonly application: AgentsApplication;
  readonly live: LiveEvents;
}

/** The functions that answer routes. */
export interface ApiFunctions {
  readonly submitMessage: ServiceFunction;
  readonly messages: ServiceFunction;
  readonly preview: ServiceFunction;
  readonly conversations: ServiceFunction;
  readonly prospects: ServiceFunction;
  readonly templates: ServiceFunction;
  readonly journeys: ServiceFunction;
  readonly agents: ServiceFunction;
  readonly broadcasts: ServiceFunction;
  readonly statistics: ServiceFunction;
  readonly settings: ServiceFunction;
  readonly openapi: ServiceFunction;
  readonly links: ServiceFunction;
  readonly webhooks: ServiceFunction;
}

/** Who may do what to what. A grant also tells the function the name of the thing. */
export function grantAccessToApi(functions: ApiFunctions, parts: Parts): void {
  const {
    submitMessage,
    messages,
    preview,
    conversations,
    prospects,
    templates,
    statistics,
    settings,
    agents,
    openapi,
    links,
    webhooks,
  } = functions;
  const { table, attachments, bus, router, recorder, providers, api, application, live, notifier } = parts;

  table.grant(submitMessage, 'GetItem', 'Query', 'PutItem');
  router.grantRoute(submitMessage);
  attachments.grantStore(submitMessage);

  // A cancellation shows in the inbox.
  table.grant(messages, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
  live.grantPublish(messages);
  bus.grantPublish(messages);

  table.grant(preview, 'GetItem', 'BatchGetItem', 'Query');

  table.grant(prospects, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  attachments.grantDelete(prospects);
  live.grantPublish(prospects);
  bus.grantPublish(prospects);

  // A test is a message like any other.
  table.grant(templates, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
  router.grantRoute(templates);

  // An answer joins the thread and shows in the inbox.
  table.grant(links, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
  live.grantPublish(links);
  providers.grantRead(links, 'links');
  notifier.grantNotify(links);
  bus.grantPublish(links);

  recorder.grantReport(webhooks);
  providers.grantRead(webhooks, 'twilio', 'resend');

  // Whoever decides on a message, or shows one, knows how long its links are.
  api.tellAddress(openapi, webhooks, preview, conversations, templates);
  grantAccessToPeople(functions, parts);

  application.tellIssuer(
    submitMessage,
    messages,
    preview,
    conversations,
    prospects,
    templates,
    statistics,
    settings,
    agents,
  );
}

/** What agents and the people who run an agency use. */
function grantAccessToPeople(
  { conversations, agents, statistics, settings }: ApiFunctions,
  { table, attachments, router, followUps, live, providers }: Parts,
): void {
  table.grant(conversations, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  table.grantLists(conversations);
  live.grantPublish(conversations);
  router.grantRoute(conversations);
  followUps.grantSchedule(conversations);
  // Files that people sent, for agents to look at.
  attachments.grantFetch(conversations);

  // The devices of agents, and the key that they are told by.
  table.grant(agents, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  providers.grantRead(agents, 'push');
  live.grantPublish(agents);
  table.grant(statistics, 'GetItem', 'Query');
  table.grant(settings, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
}

/** The same for the functions behind queues. */
export function grantAccessToWorkers(parts: Parts): void {
  const { table, attachments, bus, router, recorder, followUps, providers, senders, api, live } = parts;
  const { statistics, notifier } = parts;
  const { packSenders } = parts;
  const routeMessage = router.function;
  const recordEvent = recorder.function;
  const runFollowUp = followUps.consumer.function;

  // What becomes of messages shows in the inboxes that are open.
  live.grantPublish(
    routeMessage,
    recordEvent,
    runFollowUp,
    ...Object.values(senders).map((sender) => sender.function),
  );

  // Agents are told of what did not reach a person.
  for (const worker of [router, recorder, followUps.consumer, ...Object.values(senders)])
    notifier.grantNotify(worker.function);

  api.tellAddress(routeMessage);
  // A person who is given another name is no longer found by the one before.
  table.grant(routeMessage, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  for (const sender of Object.values(senders)) sender.grantDispatch(routeMessage);
  followUps.grantSchedule(routeMessage);
  bus.grantPublish(routeMessage);

  grantAccessToSender(senders.sms, 'twilio', parts);
  grantAccessToSender(senders.whatsapp, 'twilio', parts);
  grantAccessToSender(senders.email, 'resend', parts);
  grantAccessToSender(packSenders.sms, 'twilio', parts);
  grantAccessToSender(packSenders.whatsapp, 'twilio', parts);
  grantAccessToSender(packSenders.email, 'resend', parts);
  for (const sender of [...Object.values(senders), ...Object.values(packSenders)])
    providers.grantRead(sender.function, 'links');
  // An SMS carries no file, and a broadcast none of its own.
  for (const sender of [senders.whatsapp, senders.email]) attachments.grantFetch(sender.function);

  table.grant(recordEvent, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  router.grantRoute(recordEvent);
  // What people write is fetched from the providers, and their files are kept.
  providers.grantCall(recordEvent, 'twilio', 'resend');
  attachments.grantStore(recordEvent);
  statistics.grantTell(recordEvent);
  bus.grantPublish(recordEvent);

  table.grant(runFollowUp, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem');
  router.grantRoute(runFollowUp);
  statistics.grantTell(runFollowUp);
  followUps.grantSchedule(runFollowUp);
  providers.grantCall(runFollowUp, 'twilio', 'resend');
  // A lost SMS is looked for by its text, which may hold a link.
  providers.grantRead(runFollowUp, 'links');
  api.tellAddress(runFollowUp);
  bus.grantPublish(runFollowUp);

  table.grant(statistics.function, 'GetItem', 'Query', 'PutItem', 'UpdateItem');

  // A device whose push service says that it is gone is forgotten.
  table.grant(notifier.function, 'GetItem', 'Query', 'DeleteItem');
  providers.grantRead(notifier.function, 'push');
  api.tellAddress(notifier.function);
}

function grantAccessToSender(
  sender: ChannelSender | PackSender,
  provider: 'twilio' | 'resend',
  parts: Parts,
): void {
  const { table, bus, router, followUps, providers, api, statistics } = parts;
  const send = sender.function;

  table.grant(send, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem');
  // Its own queue, for the record that a busy provider asked to have back later.
  sender.grantDispatch(send);
  router.grantRoute(send);
  statistics.grantTell(send);
  followUps.grantSchedule(send);
  providers.grantCall(send, provider);
  bus.grantPublish(send);
  api.tellAddress(send);
}

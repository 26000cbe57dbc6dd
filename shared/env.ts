/**
 * The environment contract between the stack and the functions: `lib/` fills these names for each function,
 * `lambdas/wiring.ts` reads them. A name that is not in this file does not exist.
 */
export const ENVIRONMENT = {
  /** dev, staging, prod or local. */
  stage: 'STAGE',
  logLevel: 'LOG_LEVEL',
  table: 'TABLE_NAME',
  routingQueueUrl: 'ROUTING_QUEUE_URL',
  smsQueueUrl: 'SMS_QUEUE_URL',
  whatsappQueueUrl: 'WHATSAPP_QUEUE_URL',
  emailQueueUrl: 'EMAIL_QUEUE_URL',
  smsPacksQueueUrl: 'SMS_PACKS_QUEUE_URL',
  whatsappPacksQueueUrl: 'WHATSAPP_PACKS_QUEUE_URL',
  emailPacksQueueUrl: 'EMAIL_PACKS_QUEUE_URL',
  prepareQueueUrl: 'PREPARE_QUEUE_URL',
  planQueueUrl: 'PLAN_QUEUE_URL',
  eventsQueueUrl: 'EVENTS_QUEUE_URL',
  statisticsQueueUrl: 'STATISTICS_QUEUE_URL',
  /** Where everything that happens to people in journeys waits. */
  journeysQueueUrl: 'JOURNEYS_QUEUE_URL',
  /** Where audiences wait that enter a journey. */
  intakesQueueUrl: 'INTAKES_QUEUE_URL',
  /** The journeys queue, for its timers. */
  journeysQueueArn: 'JOURNEYS_QUEUE_ARN',
  noticesQueueUrl: 'NOTICES_QUEUE_URL',
  /** Where rules leave what is more than one run can do. */
  rulesQueueUrl: 'RULES_QUEUE_URL',
  /** The queue that EventBridge Scheduler writes to when a follow-up falls due. */
  followUpsQueueArn: 'FOLLOW_UPS_QUEUE_ARN',
  /** The same queue, for who has no need to wait. */
  followUpsQueueUrl: 'FOLLOW_UPS_QUEUE_URL',
  scheduleGroup: 'SCHEDULE_GROUP',
  /** The role that EventBridge Scheduler assumes to write to the follow-ups queue. */
  schedulerRoleArn: 'SCHEDULER_ROLE_ARN',
  /** The same for the journeys queue. */
  timersRoleArn: 'TIMERS_ROLE_ARN',
  eventBusName: 'EVENT_BUS_NAME',
  /** Comma-separated types of domain events to publish, for instance `message.delivered,message.undeliverable`. */
  publishedEvents: 'PUBLISHED_EVENTS',
  attachmentsBucket: 'ATTACHMENTS_BUCKET',
  /** What providers see and sign: scheme, host and base path, without a trailing slash. */
  publicBaseUrl: 'PUBLIC_BASE_URL',
  /** SSM path: `<prefix>/twilio`, `<prefix>/resend` and so on hold one JSON SecureString each. */
  secretsPrefix: 'SECRETS_PREFIX',
  /** The channel that this copy of send-message serves. */
  channel: 'CHANNEL',
  /** Calls to the provider that one copy of send-pack makes in a second, at most. */
  packCallsPerSecond: 'PACK_CALLS_PER_SECOND',
  /** Days before what was exchanged is deleted by the table. */
  retentionDays: 'RETENTION_DAYS',
  /** Who signs agents in: the `iss` of their tokens. Without one, only API keys are accepted. */
  signInIssuer: 'SIGN_IN_ISSUER',
  /** The application that agents' access tokens are made for. */
  signInClientId: 'SIGN_IN_CLIENT_ID',
  /** Where the issuer publishes the keys that it signs with. */
  signInKeysUrl: 'SIGN_IN_KEYS_URL',
  /** Where what agents' screens have to know at once is published: `https://…/event`. */
  liveEventsUrl: 'LIVE_EVENTS_URL',
  /** The bucket that holds the agents' application. */
  applicationBucket: 'APPLICATION_BUCKET',
  /** Where the providers live, when they are not the real ones. */
  twilioBaseUrl: 'TWILIO_BASE_URL',
  resendBaseUrl: 'RESEND_BASE_URL',
  pushBaseUrl: 'PUSH_BASE_URL',
} as const;

export type EnvironmentKey = keyof typeof ENVIRONMENT;

/** Reads a variable that the stack must have set. @throws Error that names the missing variable. */
export function requireEnv(key: EnvironmentKey): string {
  const value = process.env[ENVIRONMENT[key]];
  if (value === undefined || value === '')
    throw new Error(`Environment variable ${ENVIRONMENT[key]} is not set`);
  return value;
}

/** Reads a variable that may be absent. */
export function readEnv(key: EnvironmentKey): string | undefined {
  return process.env[ENVIRONMENT[key]] || undefined;
}

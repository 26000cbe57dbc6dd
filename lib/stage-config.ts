import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { DeliverableChannel } from '../shared/domain/channel.ts';
import type { DomainEventType } from '../shared/domain/domain-event.ts';

export const STAGES = ['dev', 'staging', 'prod', 'local'] as const;

export type Stage = (typeof STAGES)[number];

/** A host name of the team's own. */
export interface StageDomain {
  readonly name: string;
  /** An ACM certificate for the name, in the stage's Region unless said otherwise. */
  readonly certificateArn: string;
}

/** How fast packs are sent on a channel: by at most so many copies (2 to 1,000), each so many calls a second. */
interface PackPace {
  readonly maxConcurrency: number;
  readonly callsPerSecond: number;
}

/** Everything that differs from one stage to another. */
export interface StageConfig {
  readonly stage: Stage;
  readonly region: string;
  /** Without one, the API answers at the address that API Gateway gives it. */
  readonly domain?: StageDomain;
  /** Without one, the agents' application answers at the address that CloudFront gives it. Its certificate is in us-east-1. */
  readonly application?: StageDomain;
  /** Days before the table and the bucket delete what was exchanged. */
  readonly retentionDays: number;
  readonly logRetention: RetentionDays;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** Where alarms are written to. AWS sends it a link to confirm first. */
  readonly alarmEmail?: string;
  /** The most copies of a channel's sender at work at once (2 to 1,000), by what its provider takes. */
  readonly maxConcurrency: Readonly<Record<DeliverableChannel, number>>;
  /**
   * The same for what many people are sent at once, and how often in a second each copy calls its provider: together
   * they leave a part of what the provider takes to messages that somebody waits for.
   */
  readonly packs: Readonly<Record<DeliverableChannel, PackPace>>;
  /** Requests to the API per second, and how many may come at once above that. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Each costs as much as the request that caused it: publish what somebody subscribes to. */
  readonly publishedEvents: readonly DomainEventType[];
  /** How long what became of attempts is gathered before it is counted (1 to 300): the longer, the fewer writes. */
  readonly statisticsWindowSeconds: number;
  /** Keeps what holds data (deletion protection, retained when the stack goes). */
  readonly protectData: boolean;
  readonly pointInTimeRecovery: boolean;
  /** A table restored from a backup that takes over from the stack's own; see the runbook. */
  readonly restoredTable?: string;
  /** Stand-ins for the providers' own addresses. */
  readonly twilioBaseUrl?: string;
  readonly resendBaseUrl?: string;
}

const BASE = {
  region: 'eu-west-1',
  retentionDays: 90,
  logRetention: RetentionDays.TWO_WEEKS,
  logLevel: 'INFO',
  maxConcurrency: { sms: 5, whatsapp: 10, email: 2 },
  // Of what an account starts with: one number for SMS, 80 WhatsApp messages and 2 calls to Resend a second.
  packs: {
    sms: { maxConcurrency: 2, callsPerSecond: 0.4 },
    whatsapp: { maxConcurrency: 2, callsPerSecond: 30 },
    email: { maxConcurrency: 2, callsPerSecond: 0.7 },
  },
  throttle: { rate: 50, burst: 100 },
  publishedEvents: [
    'message.undeliverable',
    'message.uncertain',
    'prospect.opted-out',
    'prospect.unsubscribed',
    'prospect.erased',
  ],
  statisticsWindowSeconds: 300,
  protectData: false,
  pointInTimeRecovery: false,
} as const satisfies Omit<StageConfig, 'stage'>;

const CONFIGS: Readonly<Record<Stage, Omit<StageConfig, 'stage'>>> = {
  dev: { ...BASE, retentionDays: 30, logLevel: 'DEBUG', statisticsWindowSeconds: 30 },
  staging: { ...BASE, pointInTimeRecovery: true },
  prod: {
    ...BASE,
    retentionDays: 1_095,
    logRetention: RetentionDays.THREE_MONTHS,
    maxConcurrency: { sms: 20, whatsapp: 40, email: 5 },
    // Three quarters of 100 numbers, one WhatsApp sender and 10 calls to Resend a second.
    packs: {
      sms: { maxConcurrency: 10, callsPerSecond: 7.5 },
      whatsapp: { maxConcurrency: 6, callsPerSecond: 10 },
      email: { maxConcurrency: 6, callsPerSecond: 1.25 },
    },
    throttle: { rate: 500, burst: 1_000 },
    publishedEvents: [...BASE.publishedEvents, 'message.delivered', 'message.failed'],
    protectData: true,
    pointInTimeRecovery: true,
  },
  local: {
    ...BASE,
    packs: {
      sms: { maxConcurrency: 2, callsPerSecond: 100 },
      whatsapp: { maxConcurrency: 2, callsPerSecond: 100 },
      email: { maxConcurrency: 2, callsPerSecond: 10 },
    },
    throttle: { rate: 1_000, burst: 2_000 },
    statisticsWindowSeconds: 1,
    publishedEvents: [...BASE.publishedEvents, 'message.delivered'],
  },
};

/** The configuration of one stage. @throws Error that names the stages when `stage` is not one of them. */
export function readStageConfig(stage: unknown): StageConfig {
  const known = STAGES.find((name) => name === stage);
  if (known) return { stage: known, ...CONFIGS[known] };
  const given =
    typeof stage === 'string' && stage !== '' ? `"${stage}" is not a stage` : 'No stage was given';
  throw new Error(`${given}: choose one with -c stage=${STAGES.join('|')}`);
}

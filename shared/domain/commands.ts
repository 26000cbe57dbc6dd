import type { DeliverableChannel } from './channel.ts';
import type { Instant } from './instant.ts';
import type { Message } from './message.ts';
import type { RoutingDecision } from './routing/decision.ts';

/** Decide on attempt `number` of a message. */
export interface RouteCommand {
  message: Message;
  number: number;
}

/** Make attempt `number` as decided. The prospect in `message` is the one the decision saw. */
export interface SendCommand {
  message: Message;
  number: number;
  decision: RoutingDecision & { outcome: 'send'; channel: DeliverableChannel };
  /** When the first sender took it up: bounds how long a busy provider is waited for. */
  since?: Instant;
  /** Of the claim that put it back, once it has been. */
  ticket?: string;
  /** Routing did not find the message in the table: its submission may have died between queue and table. */
  isUnstored?: boolean;
  /** An earlier call under this attempt's idempotency key may have reached the provider. */
  mayHaveLeft?: boolean;
}

/** Which attempt of which message. */
export interface AttemptRef {
  tenantId: string;
  messageId: string;
  number: number;
}

/** Something to prepare: a file to read, or a broadcast whose time has come. */
export type PrepareCommand =
  | { kind: 'read-audience'; tenantId: string; audienceId: string }
  | { kind: 'begin-broadcast'; tenantId: string; broadcastId: string };

/** Decide on the people of one chunk of an audience. Whoever had to wait is planned anew in a later round. */
export interface PlanCommand {
  tenantId: string;
  broadcastId: string;
  chunk: number;
  round: number;
}

/** Something to look at again later. Whoever does it rereads the state first. */
export type FollowUp =
  | ({ kind: 'resume' } & AttemptRef)
  | ({ kind: 'check-fallback' } & AttemptRef)
  | { kind: 'check-fallbacks'; attempts: readonly AttemptRef[] }
  | { kind: 'wake'; tenantId: string; prospectId: string; until: Instant }
  | { kind: 'prepare'; command: PrepareCommand }
  | { kind: 'plan'; command: PlanCommand }
  | { kind: 'reconcile'; attempts: readonly AttemptRef[]; tries: number };

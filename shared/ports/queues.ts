import type { PackCommand } from '../domain/broadcast.ts';
import type { DeliverableChannel } from '../domain/channel.ts';
import type { RouteCommand, SendCommand } from '../domain/commands.ts';

/** Where messages wait for a routing decision. At least once, in any order. Throws when nothing was enqueued. */
export interface RoutingQueue {
  send(command: RouteCommand): Promise<void>;
}

/** One queue per channel. At least once, in any order; a delay is at most 15 minutes. */
export interface SendQueues {
  send(channel: DeliverableChannel, command: SendCommand, delaySeconds?: number): Promise<void>;
}

/**
 * Another queue per channel, for what many people are sent at once, so that it stands before nobody's own message.
 * At least once, in any order, and fair: a tenant with much to send does not hold up the others.
 */
export interface PackQueues {
  /** A delay is at most 15 minutes. */
  send(channel: DeliverableChannel, command: PackCommand, delaySeconds?: number): Promise<void>;
}

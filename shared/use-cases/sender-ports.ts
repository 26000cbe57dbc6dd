import type { Attempt } from '../domain/attempt.ts';
import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import { inTimeFor, type Message } from '../domain/message.ts';
import { addressFor } from '../domain/prospect.ts';
import type { RoutingRequest } from '../domain/routing/situation.ts';
import { isWindowOpen } from '../domain/routing/gates.ts';
import type { ChannelProvider, Delivery } from '../ports/channel-provider.ts';
import type { FollowUps } from '../ports/follow-ups.ts';
import type { Ids } from '../ports/ids.ts';
import type { SendQueues } from '../ports/queues.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import type { ReportPorts } from './report-outcome.ts';

/** What asking a provider about an attempt needs. */
export interface ResolvePorts extends ReportPorts {
  tenants: TenantStore;
  followUps: FollowUps;
  provider: ChannelProvider;
}

/** What making an attempt needs. */
export interface SenderPorts extends ResolvePorts {
  ids: Ids;
  sendQueues: SendQueues;
}

/** Can the attempt be made again without reaching the person twice, even if it left before? */
export function isRepeatable(
  { provider }: Pick<ResolvePorts, 'provider'>,
  { claim }: Attempt,
  now: Instant,
): boolean {
  return now - claim.at < provider.repeatableFor;
}

/** How long after an attempt its outcome is asked for, if nothing was heard: the n-th time. */
export const RECONCILE_DELAYS = [MINUTE, 3 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR] as const;

/** Attempts that went well start here: their provider usually reports within seconds. */
export const FIRST_WATCH = 2;

/** Has the attempt looked at again, under a name that makes repetitions one. `false` when it was the last time. */
export async function watchUncertain(
  { followUps, clock }: Pick<ResolvePorts, 'followUps' | 'clock'>,
  message: Message,
  number: number,
  tries: number,
): Promise<boolean> {
  const delay = RECONCILE_DELAYS[tries];
  if (delay === undefined) return false;
  const { id, tenantId } = message;
  const attempts = [{ tenantId, messageId: id, number }];
  await followUps.schedule(`${id}-ask-${number}-${tries}`, inTimeFor(message, clock.now(), delay), {
    kind: 'reconcile',
    attempts,
    tries,
  });
  return true;
}

/** What a provider has to be told besides the attempt itself. */
export type DeliveryFacts = Pick<RoutingRequest, 'message' | 'tenant' | 'addresses' | 'now'>;

/** The attempt as the provider is told of it; undefined when the address has gone since. */
export function deliveryOf(
  facts: DeliveryFacts,
  { number, channel }: Pick<Attempt, 'number' | 'channel'>,
): Delivery | undefined {
  const { tenant, message } = facts;
  const to = addressFor(channel, message.prospect);
  if (to === undefined) return undefined;
  return { tenant, message, number, channel, to, windowOpen: channel === 'whatsapp' && isWindowOpen(facts) };
}

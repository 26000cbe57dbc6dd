import { hasFailed } from '../domain/attempt.ts';
import type { DeliverableChannel } from '../domain/channel.ts';
import type { SendCommand } from '../domain/commands.ts';
import { HOUR } from '../domain/instant.ts';
import { attemptsOf, type MessageRecord, retryTimes, triedChannels } from '../domain/message-record.ts';
import { route } from '../domain/routing/route.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { gatherFacts } from './gather-facts.ts';

interface RoutingPorts {
  clock: Clock;
  scopes: TenantScopes;
  tenants: TenantStore;
}

/** Could another channel carry the message now, while the provider of this one is out? */
export async function hasOtherChannel(
  { clock, scopes, tenants }: RoutingPorts,
  record: MessageRecord,
  channel: DeliverableChannel,
): Promise<boolean> {
  const { message } = record;
  const now = clock.now();
  const facts = await gatherFacts(scopes(message.tenantId), {
    message,
    tenant: await tenants.get(message.tenantId),
    tried: triedChannels(record).filter((tried) => tried !== channel),
    retryTimes: { ...retryTimes(record), [channel]: now + HOUR },
    now,
  });
  const decision = route(facts);
  return decision.outcome === 'send' && decision.channel !== channel;
}

/** While it waited for its provider, a timed fallback had another channel tried: that one may arrive, or has. */
export async function isOvertaken(
  { scopes }: Pick<RoutingPorts, 'scopes'>,
  { message, number }: Pick<SendCommand, 'message' | 'number'>,
): Promise<boolean> {
  const record = await scopes(message.tenantId).messages.load(message.id);
  const attempts = record === undefined ? [] : attemptsOf(record);
  return attempts.some((attempt) => attempt.number > number && !hasFailed(attempt));
}

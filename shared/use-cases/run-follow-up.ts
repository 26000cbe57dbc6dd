import { hasResult, statusOf } from '../domain/attempt.ts';
import type { AttemptRef, FollowUp } from '../domain/commands.ts';
import { isAttemptWanted, triedChannels } from '../domain/message-record.ts';
import type { DeliverableChannel } from '../domain/channel.ts';
import type { ChannelProvider } from '../ports/channel-provider.ts';
import { gatherFacts } from './gather-facts.ts';
import { resolveAttempt } from './resolve-attempt.ts';
import { RECONCILE_DELAYS, type ResolvePorts, watchUncertain } from './sender-ports.ts';

export interface FollowUpPorts extends Omit<ResolvePorts, 'provider'> {
  providers: (channel: DeliverableChannel) => ChannelProvider;
}

/** Does something that was put off, if the state read now still wants it. */
export async function runFollowUp(ports: FollowUpPorts, followUp: FollowUp): Promise<void> {
  switch (followUp.kind) {
    case 'resume':
      return routeIfWanted(ports, followUp, followUp.number);
    case 'check-fallback':
      return routeIfWanted(ports, followUp, followUp.number + 1);
    case 'reconcile':
      await Promise.all(followUp.attempts.map((attempt) => reconcile(ports, attempt, followUp.tries)));
  }
}

async function routeIfWanted(
  ports: FollowUpPorts,
  { tenantId, messageId }: AttemptRef,
  number: number,
): Promise<void> {
  const record = await ports.scopes(tenantId).messages.load(messageId);
  if (record === undefined || !isAttemptWanted(record, number)) return;
  await ports.routingQueue.send({ message: record.message, number });
}

/** Asks the provider about an attempt of which nothing final is known, and comes back later if there still is nothing. */
async function reconcile(
  ports: FollowUpPorts,
  { tenantId, messageId, number }: AttemptRef,
  tries: number,
): Promise<void> {
  const scope = ports.scopes(tenantId);
  const attempt = await scope.messages.loadAttempt(messageId, number);
  if (
    attempt === undefined ||
    (hasResult(attempt) && statusOf(attempt) !== 'sent' && statusOf(attempt) !== 'uncertain')
  )
    return;
  const record = await scope.messages.load(messageId);
  if (record === undefined) return;
  const tenant = await ports.tenants.get(tenantId);
  const facts = await gatherFacts(scope, tenant, record.message, triedChannels(record), ports.clock.now());
  const provider = ports.providers(attempt.channel);
  const isLast = tries + 1 >= RECONCILE_DELAYS.length;
  const settled = await resolveAttempt(
    { ...ports, provider },
    { message: record.message, attempt, isLast },
    facts,
  );
  if (!settled) await watchUncertain(ports, record.message, number, tries + 1);
}

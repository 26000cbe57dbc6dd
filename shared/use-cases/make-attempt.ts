import type { Attempt, AttemptEvent } from '../domain/attempt.ts';
import type { SendCommand } from '../domain/commands.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import type { RoutingRequest } from '../domain/routing/situation.ts';
import type { Delivery, DeliveryOutcome } from '../ports/channel-provider.ts';
import { concludeUncertain } from './conclude-attempt.ts';
import { comeBack } from './put-back.ts';
import { reportOutcome } from './report-outcome.ts';
import type { SendOutcome } from './send-message.ts';
import { deliveryOf, FIRST_WATCH, isRepeatable, RECONCILE_DELAYS, type SenderPorts } from './sender-ports.ts';

/** Time that must be left on the lease when the provider is called: its time-out and a margin. */
const PROVIDER_TIME = 15 * SECOND;
/** How the claim was come by: first of all, after it was given back, or from a run that died with it. */
export type ClaimOrigin = 'fresh' | 'given-back' | 'expired';

/** Under a claim that is held: schedule the watch, call the provider, record what it said. */
export async function makeAttempt(
  ports: SenderPorts,
  command: SendCommand,
  attempt: Attempt,
  facts: RoutingRequest,
  origin: ClaimOrigin,
): Promise<SendOutcome> {
  const delivery = deliveryOf(facts, attempt);
  if (delivery === undefined)
    throw new Error(`Attempt ${attempt.number} of ${command.message.id} has no address`);
  const scope = ports.scopes(command.message.tenantId);
  let outcome: DeliveryOutcome;
  try {
    // Who waited for a busy provider had the attempt watched before.
    const isWatched = origin === 'given-back' && command.since !== undefined;
    if (!isWatched) await watch(ports, command, attempt);
    if (ports.clock.now() > attempt.claim.leaseUntil - PROVIDER_TIME) {
      throw new Error('Too little is left of the lease to call the provider');
    }
    outcome = await ports.provider.send(delivery);
  } catch (fault) {
    // Nothing left: whoever comes next may make the attempt, instead of wondering what became of it.
    const { message, number } = command;
    if (origin !== 'expired')
      await scope.messages.release(message.id, number, attempt.claim.owner).catch(() => {});
    throw fault;
  }
  const silent =
    outcome.outcome === 'uncertain' || (outcome.outcome === 'busy' && outcome.unreachable === true);
  await scope.health.report(attempt.channel, !silent, facts.now);
  return settle(ports, command, attempt, delivery, outcome);
}

/** A follow-up exists before the thing it watches. */
async function watch(
  { followUps }: SenderPorts,
  { message, number }: SendCommand,
  { claim }: Attempt,
): Promise<void> {
  const ref = { tenantId: message.tenantId, messageId: message.id, number };
  const { fallback } = message;
  if (fallback !== undefined) {
    await followUps.schedule(`${message.id}-fallback-${number}`, claim.at + fallback.afterMs, {
      kind: 'check-fallback',
      ...ref,
    });
  }
  await followUps.watch(ref, claim.at + RECONCILE_DELAYS[FIRST_WATCH], FIRST_WATCH);
}

async function settle(
  ports: SenderPorts,
  command: SendCommand,
  attempt: Attempt,
  delivery: Delivery,
  result: DeliveryOutcome,
): Promise<SendOutcome> {
  const { message, number } = command;
  const at = ports.clock.now();
  const report = (event: AttemptEvent) =>
    reportOutcome(
      ports,
      { tenantId: message.tenantId, messageId: message.id, number, channel: attempt.channel, event },
      true,
    );
  switch (result.outcome) {
    case 'accepted':
      await report({ status: 'sent', at, providerId: result.providerId });
      await addSpending(ports, command, delivery, at);
      return 'sent';
    case 'rejected': {
      const { errorCode, reason } = result;
      // First the result: without it, a run that died here would leave an attempt that nobody can explain.
      await report({ status: 'rejected', at, errorCode, reason });
      if (result.suppress !== undefined) await suppress(ports, delivery, result.suppress, errorCode, at);
      return result.misconfigured === true ? 'misconfigured' : 'rejected';
    }
    case 'busy':
      return comeBack(ports, command, attempt, result);
    case 'uncertain':
      // An idempotent provider is simply asked again: the same key cannot reach the person twice.
      if (isRepeatable(ports, attempt, at)) {
        return comeBack(ports, { ...command, mayHaveLeft: true }, attempt, {
          ...result,
          retryAfterSeconds: 5,
        });
      }
      return concludeUncertain(ports, command, attempt, result.reason);
  }
}

async function suppress(
  ports: SenderPorts,
  { tenant, channel, to }: Delivery,
  reason: 'opted-out' | 'invalid' | 'bounced' | 'complained',
  errorCode: string,
  at: Instant,
): Promise<void> {
  const source = `${ports.provider.name}, answer to a message`;
  await ports.scopes(tenant.id).prospects.suppress(channel, to, { reason, text: errorCode, source, at });
}

async function addSpending(
  ports: SenderPorts,
  { message, decision }: SendCommand,
  { tenant }: Delivery,
  at: Instant,
): Promise<void> {
  if (tenant.policy.monthlyBudget === undefined) return;
  const cost = decision.channels.find(({ channel }) => channel === decision.channel)?.cost ?? 0;
  await ports.scopes(message.tenantId).spending.add(at, cost);
}

import type { AudiencePorts } from './read-audience.ts';
import { readAudience } from './read-audience.ts';
import type { PlanQueue } from '../ports/plan-queues.ts';

export interface BeginPorts extends AudiencePorts {
  planQueue: PlanQueue;
}

/** Commands that are under way to the queue at a time. */
const SENT_AT_ONCE = 200;

/**
 * The time of a broadcast has come: whoever is in its audience is known now, and planned chunk by chunk. Harmless
 * twice: chunks that are planned already are planned to the same end.
 */
export async function beginBroadcast(
  ports: BeginPorts,
  { tenantId, broadcastId }: { tenantId: string; broadcastId: string },
): Promise<'begun' | 'cancelled'> {
  const { broadcasts, broadcastPlans } = ports.scopes(tenantId);
  const [state, plan] = await Promise.all([broadcasts.state(broadcastId), broadcastPlans.get(broadcastId)]);
  if (state === undefined || plan === undefined) throw new Error(`There is no broadcast ${broadcastId}`);
  if (state === 'cancelled') return 'cancelled';
  const audience = await readAudience(ports, { tenantId, audienceId: plan.audienceId });
  if (audience === undefined) throw new Error(`There is no audience ${plan.audienceId}`);
  const { people, duplicates, chunks } = audience;
  for (let next = 0; next < chunks; next += SENT_AT_ONCE) {
    const some = Array.from({ length: Math.min(SENT_AT_ONCE, chunks - next) }, (_, index) => next + index);
    await Promise.all(some.map((chunk) => ports.planQueue.send({ tenantId, broadcastId, chunk, round: 0 })));
  }
  await broadcastPlans.note({ broadcastId, people, duplicates, chunks });
  await broadcasts.changeState(broadcastId, ['planning'], 'sending');
  return 'begun';
}

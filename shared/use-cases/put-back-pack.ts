import type { PackCommand } from '../domain/broadcast.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import type { PackedResult } from '../domain/pack-run.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { queueDelay } from './put-back.ts';

/** Nothing can be done before `at`: the same command comes again, as a new record, so that waiting is no failing. */
export async function waitUntil(
  { packQueues, clock }: PackPorts,
  command: PackCommand,
  at: Instant,
): Promise<void> {
  const { notBefore: _before, ...rest } = command;
  const isFar = queueDelay((at - clock.now()) / SECOND) < (at - clock.now()) / SECOND;
  await packQueues.send(
    command.channel,
    isFar ? { ...rest, notBefore: at } : rest,
    queueDelay((at - clock.now()) / SECOND),
  );
}

/**
 * Ends a run that has people left, and puts the command back under a ticket of its own: copies of the one before are out
 * of date. First the queue, then the table: whoever comes after a run that died in between finds the pack.
 */
export async function putBackPack(
  ports: PackPorts,
  { command, ref, owner }: PackTask,
  results: ReadonlyMap<string, PackedResult>,
  { seconds, mayHaveLeft }: { seconds: number; mayHaveLeft: boolean },
): Promise<void> {
  const at = ports.clock.now() + seconds * SECOND;
  await waitUntil(ports, { ...command, ticket: owner }, at);
  await ports.scopes(command.tenantId).packs.end(ref, owner, { results, as: { ticket: owner, mayHaveLeft } });
}

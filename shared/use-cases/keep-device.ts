import { type Device, DEVICE_KEPT_FOR, DEVICES_OF_AN_AGENT } from '../domain/device.ts';
import type { Instant } from '../domain/instant.ts';
import { shortHash } from '../domain/message-id.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';

/** As `shortHash` makes them: nothing else is looked for. */
const DEVICE_ID = /^[0-9a-z]{16}$/;

interface DevicePorts {
  clock: Clock;
  scopes: TenantScopes;
}

/** From now on this device rings for this agent, and for nobody who used it before. @returns its id, and until when. */
export async function keepDevice(
  { clock, scopes }: DevicePorts,
  tenantId: string,
  given: Pick<Device, 'agent' | 'endpoint' | 'keys' | 'locale'>,
): Promise<{ id: string; expiresAt: Instant }> {
  const { devices } = scopes(tenantId);
  const seenAt = clock.now();
  const id = shortHash(given.endpoint);
  await devices.put({ ...given, id, seenAt });
  const theirs = (await devices.list()).filter(({ agent }) => agent === given.agent);
  const newestFirst = theirs.toSorted((one, other) => other.seenAt - one.seenAt);
  for (const device of newestFirst.slice(DEVICES_OF_AN_AGENT)) await devices.remove(device.id, given.agent);
  return { id, expiresAt: seenAt + DEVICE_KEPT_FOR };
}

/** @throws AppError `not-found` when the agent has no such device. */
export async function removeDevice(
  { scopes }: Pick<DevicePorts, 'scopes'>,
  tenantId: string,
  agent: string,
  id: string,
): Promise<void> {
  if (!DEVICE_ID.test(id) || !(await scopes(tenantId).devices.remove(id, agent)))
    throw new AppError('not-found', 'You have no such device.');
}

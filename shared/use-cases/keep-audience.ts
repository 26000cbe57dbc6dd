import type { Audience } from '../domain/audience.ts';
import { AppError } from '../errors.ts';
import type { BroadcastPorts } from './broadcast-ports.ts';

export interface ShownAudience {
  audience: Audience;
  /** Where the file is put; while nothing was read of it. */
  uploadUrl?: string;
  /** Where the rows that do not fit can be fetched. */
  errorsUrl?: string;
}

/** A place for a file of people. */
export async function createAudience(ports: BroadcastPorts, tenantId: string): Promise<ShownAudience> {
  const now = ports.clock.now();
  const id = ports.ids.timedId('aud', now);
  const nothing = { people: 0, duplicates: 0, refused: 0, chunks: 0 };
  const audience: Audience = { id, createdAt: now, source: { kind: 'upload' }, status: 'empty', ...nothing };
  await ports.scopes(tenantId).audiences.put(audience);
  return show(ports, tenantId, audience);
}

/** @throws AppError `not-found`. */
export async function showAudience(
  ports: BroadcastPorts,
  tenantId: string,
  id: string,
): Promise<ShownAudience> {
  return show(ports, tenantId, await load(ports, tenantId, id));
}

/** Has the uploaded file read, again if it was refused. @throws AppError `not-found`. */
export async function requestReading(
  ports: BroadcastPorts,
  tenantId: string,
  id: string,
): Promise<ShownAudience> {
  const audience = await load(ports, tenantId, id);
  if (audience.status === 'ready') return show(ports, tenantId, audience);
  const { reason: _before, ...rest } = audience;
  const reading = { ...rest, status: 'reading' as const };
  await ports.scopes(tenantId).audiences.put(reading);
  await ports.prepareQueue.send({ kind: 'read-audience', tenantId, audienceId: id });
  return show(ports, tenantId, reading);
}

async function load({ scopes }: BroadcastPorts, tenantId: string, id: string): Promise<Audience> {
  const audience = await scopes(tenantId).audiences.get(id);
  if (audience?.source.kind !== 'upload') throw new AppError('not-found', `There is no audience ${id}.`);
  return audience;
}

async function show(
  { audiences, clock }: BroadcastPorts,
  tenantId: string,
  audience: Audience,
): Promise<ShownAudience> {
  const ref = { tenantId, audienceId: audience.id };
  const now = clock.now();
  const isOpen = audience.status === 'empty' || audience.status === 'refused';
  return {
    audience,
    ...(isOpen && { uploadUrl: await audiences.uploadUrl(ref, now) }),
    ...(audience.refused > 0 && { errorsUrl: await audiences.errorsUrl(ref, now) }),
  };
}

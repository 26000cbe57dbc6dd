import { type Broadcast, type PackCommand } from '../../shared/domain/broadcast.ts';
import { attemptsOf, messageStatus } from '../../shared/domain/message-record.ts';
import type { PackCounts } from '../../shared/domain/pack-run.ts';
import { broadcast, packCommand } from './broadcast.ts';
import { type Platform, TENANT } from './platform.ts';

/** Puts a broadcast and one pack of it before the senders, as the planner does. */
export async function plan(
  platform: Platform,
  size: number,
  { of, ...overrides }: Partial<PackCommand> & { of?: Broadcast } = {},
): Promise<PackCommand> {
  const planned = of ?? broadcast();
  const { broadcasts } = platform.stores(TENANT);
  await broadcasts.create(planned);
  await broadcasts.changeState(planned.id, ['planning'], 'sending');
  const command = packCommand(size, overrides, planned);
  await platform.ports().packQueues.send(command.channel, command);
  return command;
}

/** How many of a pack's people have a message of each status; `none`: no message came to be. */
export async function statuses(
  platform: Platform,
  { recipients }: PackCommand,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { messageId } of recipients) {
    const record = await platform.stores(TENANT).messages.load(messageId);
    const status = record === undefined ? 'none' : messageStatus(record);
    found[status] = (found[status] ?? 0) + 1;
  }
  return found;
}

/** Of those counts that are not nought. */
export async function counts(platform: Platform, { broadcastId }: PackCommand): Promise<Partial<PackCounts>> {
  const all = await platform.stores(TENANT).broadcasts.packCounts(broadcastId);
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}

export async function attemptsFor(platform: Platform, messageId: string) {
  return attemptsOf(await platform.record(messageId));
}

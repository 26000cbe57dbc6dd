import type { NumberedConversation } from '../domain/conversation.ts';
import { type Device, devicesToTell } from '../domain/device.ts';
import { shortHash } from '../domain/message-id.ts';
import { isTold, type Notice, TOLD_WITHIN, toldOf } from '../domain/notice.ts';
import { SECOND } from '../domain/instant.ts';
import type { Clock } from '../ports/clock.ts';
import type { PushSender } from '../ports/push-sender.ts';
import type { TenantScope, TenantScopes } from '../ports/tenant-scope.ts';

export interface NotifyPorts {
  clock: Clock;
  scopes: TenantScopes;
  pushes: PushSender;
}

/** How many devices: that were told, that are gone, and whose push service would not have it. */
export interface Notified {
  told: number;
  gone: number;
  refused: number;
}

/**
 * Rings at the devices of whoever should answer. Rereads the conversation: nobody is told of somebody who was answered
 * meanwhile. Told twice, a device shows it once. @throws Error when a push service is to be asked again.
 */
export async function notifyAgents(ports: NotifyPorts, notice: Notice): Promise<Notified | 'nobody-waits'> {
  const scope = ports.scopes(notice.tenantId);
  const now = ports.clock.now();
  const conversation = await shownConversation(scope, notice.prospectId);
  if (conversation === undefined || !isTold(notice, conversation, now)) return 'nobody-waits';
  const [devices, agents] = await Promise.all([scope.devices.list(), scope.agents.list()]);
  const present = new Set(agents.filter(({ leftAt }) => leftAt === undefined).map(({ id }) => id));
  const outcomes = await Promise.allSettled(
    devicesToTell(devices, conversation, present, now).map((device) =>
      tell(ports, scope, device, { notice, conversation }),
    ),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const counted = (name: string) =>
    outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value === name).length;
  return { told: counted('accepted'), gone: counted('gone'), refused: counted('refused') };
}

/** The person's own conversation, or the one that they were merged into. */
async function shownConversation(
  { conversations }: TenantScope,
  prospectId: string,
): Promise<NumberedConversation | undefined> {
  const found = await conversations.get(prospectId);
  return found?.mergedInto === undefined ? found : conversations.get(found.mergedInto);
}

async function tell(
  { pushes }: NotifyPorts,
  { devices }: TenantScope,
  device: Device,
  { notice, conversation }: { notice: Notice; conversation: NumberedConversation },
) {
  const outcome = await pushes.send(device, {
    text: JSON.stringify(toldOf(notice, conversation, device.locale)),
    topic: shortHash(conversation.prospectId),
    keptFor: TOLD_WITHIN / SECOND,
  });
  if (outcome === 'gone') await devices.remove(device.id, device.agent);
  return outcome;
}

import { afterLoss } from '../domain/conversation-notice.ts';
import { isForgotten, type Message } from '../domain/message.ts';
import { attemptsOf, type MessageRecord, messageStatus } from '../domain/message-record.ts';
import { isErased } from '../domain/routing/gates.ts';
import type { NoticeQueue } from '../ports/notice-queue.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { showAppointment } from './change-appointment.ts';
import { changeOrOpen, type InboxPorts } from './change-conversation.ts';
import { wordsOf } from './words-of.ts';

export interface LossPorts extends InboxPorts {
  tenants: TenantStore;
  notices: NoticeQueue;
}

/**
 * Shows in the inbox that a message did not reach its person, whose conversation is opened if there is none, and has
 * agents told. Harmless twice, also after an agent has dealt with it. Broadcasts list by themselves who got nothing.
 */
export async function showLoss(ports: LossPorts, record: MessageRecord): Promise<void> {
  const { message } = record;
  const { id: messageId, tenantId, prospect } = message;
  if (!isShownWhenLost(message)) return;
  const scope = ports.scopes(tenantId);
  const { erasedAt } = await scope.prospects.marks(prospect.id);
  if (isErased({ message, ...(erasedAt !== undefined && { erasedAt }) })) return;
  const [tenant, stored] = await Promise.all([
    ports.tenants.get(tenantId),
    prospect.name === undefined ? scope.prospects.get(prospect.id) : undefined,
  ]);
  const { text } = await wordsOf(scope, record, tenant);
  const name = prospect.name ?? stored?.name;
  const channel = attemptsOf(record).at(-1)?.channel ?? message.channel ?? 'sms';
  const at = ports.clock.now();
  const loss = { messageId, channel, at, text, status: messageStatus(record) };
  let isOpened = false;
  const shown = await changeOrOpen(ports, tenantId, prospect.id, (known) => {
    // A run that died after it has opened the conversation already.
    isOpened = known === undefined || known.preview.messageId === messageId;
    return afterLoss(known, known?.prospectId ?? prospect.id, {
      ...loss,
      ...(name !== undefined && { name }),
    });
  });
  if (isOpened) await showAppointment(ports, tenantId, prospect.id);
  // Of one that was dealt with, nobody is told again.
  if (shown?.failedAt !== undefined && shown.lost?.at(-1) === messageId)
    await ports.notices.send({ tenantId, prospectId: prospect.id, kind: 'failed', at: shown.failedAt });
}

/** Not what is sent to agents, and not what was forgotten. */
function isShownWhenLost(message: Message): boolean {
  return message.broadcastId === undefined && message.isForAgent !== true && !isForgotten(message);
}

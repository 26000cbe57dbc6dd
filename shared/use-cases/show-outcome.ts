import { withStatus } from '../domain/conversation.ts';
import { messageStatus } from '../domain/message-record.ts';
import { changeShown, type InboxPorts } from './change-conversation.ts';

/**
 * Shows in the inbox where a message stands, where its person has a conversation that shows it. Worked out from the
 * record as it is now, so that it is right whatever order reports come in.
 */
export async function showMessage(ports: InboxPorts, tenantId: string, messageId: string): Promise<void> {
  const record = await ports.scopes(tenantId).messages.load(messageId);
  if (record === undefined) return;
  const status = messageStatus(record);
  await changeShown(ports, tenantId, record.message.prospect.id, (known) =>
    withStatus(known, messageId, status),
  );
}

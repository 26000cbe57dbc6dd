import type { Channel } from '../domain/channel.ts';
import type { AgentId } from '../domain/conversation.ts';
import { readMessage } from './read-message.ts';
import { reply, type ReplyPorts } from './reply.ts';
import type { Submission, Submitted } from './submit-message.ts';

/**
 * Sends what a message said once more, as a new message of whoever asks for it: on the same channel, or on another.
 * @throws AppError `not-found`.
 */
export async function retryMessage(
  ports: ReplyPorts,
  tenantId: string,
  messageId: string,
  {
    by,
    channel,
    idempotency,
  }: {
    by: AgentId;
    channel: Channel | undefined;
    idempotency?: Submission['idempotency'];
  },
): Promise<Submitted> {
  const { message } = await readMessage(ports.scopes(tenantId).messages, messageId);
  return reply(ports, tenantId, message.prospect.id, {
    by,
    content: message.content,
    type: message.type,
    channel: channel ?? message.channel,
    force: true,
    ...(idempotency !== undefined && { idempotency }),
  });
}

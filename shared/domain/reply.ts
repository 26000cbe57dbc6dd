import type { Channel } from './channel.ts';
import type { AgentId, NumberedConversation } from './conversation.ts';
import type { Content, Message, MessageType } from './message.ts';
import type { Prospect } from './prospect.ts';
import { contractOf } from './template.ts';

/** An answer of somebody of the agency. */
export interface ReplyDraft {
  by: AgentId;
  content: Content;
  /** What its template is about unless told, else general. */
  type?: MessageType | undefined;
  /** Asked for; routing chooses otherwise. */
  channel?: Channel | undefined;
  /** The newest entry of the thread that its author saw. */
  seen?: string | undefined;
  /** Send it although a colleague has answered. */
  force?: boolean | undefined;
}

/** The message that an answer is: where the person wrote last is where they are answered, other things being equal. */
export function replyMessage(
  prospect: Pick<Prospect, 'id'>,
  known: NumberedConversation | undefined,
  { by, content, channel, type }: Pick<ReplyDraft, 'by' | 'content' | 'channel' | 'type'>,
): Omit<Message, 'id' | 'tenantId' | 'createdAt'> {
  return {
    prospect: { id: prospect.id },
    type: type ?? contractOf(content.templateId)?.category ?? 'general',
    content,
    author: by,
    // Somebody waits for it.
    ...(known !== undefined && { level: 'high', preferences: { preferredChannels: [known.channel] } }),
    ...(channel !== undefined && { channel }),
  };
}

import type { Attachment, Message } from '../../domain/message.ts';
import { idOfStranger } from '../../domain/message-id.ts';
import type { Prospect } from '../../domain/prospect.ts';
import type { MessageBody } from './message-body.ts';
import { toPreferences, toProspect, withoutUndefined } from './prospect-body.ts';

/** A file that came inside a request, still in base64. */
export interface EncodedFile {
  index: number;
  filename: string;
  contentType: string;
  base64: string;
}

export interface ParsedMessage {
  draft: Omit<Message, 'id' | 'tenantId' | 'createdAt'>;
  files: EncodedFile[];
}

/** The message that a body describes, and the files that came inside it. */
export function toDraft(body: MessageBody): ParsedMessage {
  const { prospect, messageType, priority, preferences, content, appointmentAt, channel, sendAt, fallback } =
    body;
  const { attachments = [], ...texts } = content;
  const files = attachments.flatMap(
    ({ filename, contentType = 'application/octet-stream', content: base64 }, index) =>
      base64 === undefined ? [] : [{ index, filename, contentType, base64 }],
  );
  const kept: Attachment[] = attachments.map(({ content: _inline, ...rest }) => ({
    filename: rest.filename,
    ...withoutUndefined(rest),
  }));
  const draft: ParsedMessage['draft'] = {
    prospect: toAddressee(prospect),
    type: messageType,
    content: { ...withoutUndefined(texts), ...(kept.length > 0 && { attachments: kept }) },
    ...withoutUndefined({
      level: priority?.level,
      sendWithin: priority?.sendWithin,
      appointmentAt,
      channel,
      sendAt,
    }),
    ...(preferences !== undefined && { preferences: toPreferences(preferences) }),
    ...(fallback !== undefined && { fallback: { afterMs: fallback.after, unless: fallback.unless } }),
  };
  return { draft, files };
}

/** A person without an id of the client's is the same person at the same address. */
export function toAddressee(given: MessageBody['prospect']): Prospect {
  const { phone, email, whatsapp, telegram } = given;
  return toProspect(given.id ?? idOfStranger(phone ?? whatsapp ?? email ?? telegram ?? ''), given);
}

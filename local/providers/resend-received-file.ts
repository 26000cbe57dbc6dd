import type { Answer } from './http-exchange.ts';
import type { SimulatedAttachment, SimulatedMessage } from './message.ts';
import { resendError } from './resend-error.ts';

/** An attachment has its place for an id. */
const idOf = (index: number): string => `attachment-${index}`;

/** What `GET /emails/receiving/{id}` tells of the files of an e-mail. */
export function receivedFiles({ attachments }: SimulatedMessage): object[] {
  return attachments.map(({ filename, contentType, size }, index) => ({
    id: idOf(index),
    filename,
    size,
    content_type: contentType,
    content_id: null,
    content_disposition: 'attachment',
  }));
}

/** `GET /emails/receiving/{id}/attachments/{attachmentId}`: where the file can be downloaded for a while. */
export function attachmentResource(message: SimulatedMessage | undefined, id: string, base: string): Answer {
  const found = fileOf(message, id);
  if (found === undefined) return resendError(404, 'not_found', 'Attachment not found');
  const { filename, contentType, size } = found;
  return {
    status: 200,
    body: {
      object: 'attachment',
      id,
      filename,
      size,
      content_type: contentType,
      content_disposition: 'attachment',
      download_url: `${base}/files/${message?.providerId}/${id}`,
      expires_at: new Date((message?.acceptedAt ?? 0) + 3_600_000).toISOString(),
    },
  };
}

export function downloadedFile(message: SimulatedMessage | undefined, id: string): Answer {
  const found = fileOf(message, id);
  if (found?.content === undefined) return { status: 404 };
  return {
    status: 200,
    headers: { 'content-type': found.contentType },
    body: Buffer.from(found.content, 'base64'),
  };
}

function fileOf(message: SimulatedMessage | undefined, id: string): SimulatedAttachment | undefined {
  if (message?.direction !== 'inbound') return undefined;
  return message.attachments.find((_, index) => idOf(index) === id);
}

import type { SimulatedAttachment } from './message.ts';
import type { ResendAttachment } from './resend-creation.ts';
import { ResendRefusal } from './resend-error.ts';

const FETCH_TIMEOUT = 5000;
/** Bytes of a whole e-mail, attachments included. */
const LARGEST = 40 * 1024 * 1024;

/**
 * Takes note of what is attached. A `path` on this machine is fetched, as Resend fetches it, so that a link that does
 * not work is found out; anything further away is taken on trust.
 * @throws ResendRefusal
 */
export async function readAttachments(
  attachments: readonly ResendAttachment[],
): Promise<SimulatedAttachment[]> {
  const read = await Promise.all(attachments.map(readAttachment));
  if (read.reduce((sum, { size }) => sum + size, 0) > LARGEST)
    throw unreadable('The email is larger than 40MB.');
  return read;
}

async function readAttachment(attachment: ResendAttachment): Promise<SimulatedAttachment> {
  const { content, path } = attachment;
  const filename = attachment.filename ?? path?.split(/[?#]/, 1)[0]?.split('/').at(-1);
  if (!filename) throw unreadable('Attachment must have a `filename`.');
  const contentType = attachment.content_type ?? 'application/octet-stream';
  if (content !== undefined)
    return { filename, contentType, size: sizeOf(content), ...eventOf(contentType, content) };
  if (path === undefined) throw unreadable('Attachment must have either a `content` or `path`.');
  if (!isLocal(path)) return { filename, contentType, size: 0, url: path };
  return { filename, url: path, ...(await fetchAttachment(path, attachment.content_type)) };
}

function sizeOf(content: NonNullable<ResendAttachment['content']>): number {
  if (typeof content !== 'string') return content.data.length;
  if (!/^[\w+/-]*={0,2}$/.test(content)) throw unreadable('Attachment `content` must be base64.');
  return Buffer.byteLength(content, 'base64');
}

/** When the event of a calendar file starts, as far as the file says it in UTC (RFC 5545, 3.3.5). */
function eventOf(
  contentType: string,
  content: NonNullable<ResendAttachment['content']>,
): { startsAt?: number } {
  if (!contentType.startsWith('text/calendar')) return {};
  const file = typeof content === 'string' ? Buffer.from(content, 'base64') : Buffer.from(content.data);
  const start = /^DTSTART:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\r?$/m.exec(file.toString('utf8'));
  if (start === null) return {};
  const [, year, month, day, hour, minute, second] = start;
  return { startsAt: Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) };
}

function isLocal(path: string): boolean {
  if (!URL.canParse(path)) throw unreadable(`Attachment path is not a valid URL: ${path}`);
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(path).hostname);
}

async function fetchAttachment(
  path: string,
  declaredType: string | undefined,
): Promise<Pick<SimulatedAttachment, 'contentType' | 'size'>> {
  const failed = () => unreadable(`Failed to fetch the attachment from ${path}`);
  const signal = AbortSignal.timeout(FETCH_TIMEOUT);
  const response = await fetch(path, { signal }).catch(() => undefined);
  if (!response?.ok) throw failed();
  const { byteLength } = await response.arrayBuffer().catch(() => {
    throw failed();
  });
  const contentType = declaredType ?? response.headers.get('content-type') ?? 'application/octet-stream';
  return { contentType, size: byteLength };
}

function unreadable(message: string): ResendRefusal {
  return new ResendRefusal(422, 'invalid_attachment', message);
}

import { AppError } from '../../errors.ts';

export interface SizeLimits {
  /** Without the contents of attachments. */
  requestBytes: number;
  inlineAttachmentBytes: number;
}

/** @throws AppError `payload-too-large` that says what was too large, how much it is and how much it may be. */
export function requireWithinLimits(body: string, json: unknown, limits: SizeLimits): void {
  const encoded = inlineContents(json).reduce((sum, content) => sum + content.length, 0);
  const attached = Math.floor((encoded * 3) / 4);
  if (attached > limits.inlineAttachmentBytes) {
    throw tooLarge(
      `The attachments are ${attached} bytes together`,
      `${limits.inlineAttachmentBytes} are accepted inline; give a url instead`,
    );
  }
  const rest = Buffer.byteLength(body) - encoded;
  if (rest > limits.requestBytes)
    throw tooLarge(
      `The request is ${rest} bytes without its attachments`,
      `${limits.requestBytes} are accepted`,
    );
}

/** For what is not read before its size is known to be one that can be. @throws AppError `payload-too-large`. */
export function requireAtMost(body: string, bytes: number): void {
  const size = Buffer.byteLength(body);
  if (size > bytes) throw tooLarge(`The request is ${size} bytes`, `${bytes} are accepted`);
}

function tooLarge(what: string, limit: string): AppError {
  return new AppError('payload-too-large', `${what}; at most ${limit}.`);
}

/** The base64 texts of `content.attachments[].content`, before anything is known of the body's shape. */
function inlineContents(json: unknown): string[] {
  const attachments = property(property(json, 'content'), 'attachments');
  if (!Array.isArray(attachments)) return [];
  return attachments
    .map((attachment) => property(attachment, 'content'))
    .filter((content) => typeof content === 'string');
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

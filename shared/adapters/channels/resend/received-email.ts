import type { AttachmentData, GetReceivingEmailResponseSuccess } from 'resend';
import { isAutomaticReply } from '../../../domain/automatic-reply.ts';
import type { InboundReport } from '../../../domain/reports.ts';
import type { FetchedContent, FetchedFile, InboundContent } from '../../../ports/inbound-content.ts';
import type { Secrets } from '../../../ports/secrets.ts';
import { textOfHtml } from './html-text.ts';

export interface ReceivedEmailOptions {
  secrets: Secrets;
  /** Instead of Resend's own. */
  baseUrl?: string | undefined;
}

const RESEND = 'https://api.resend.com';
const TIME_OUT = 8_000;
/** What is kept of the text of an e-mail, in characters. */
const LONGEST_TEXT = 50_000;
/** Larger files are named and not kept. */
const LARGEST_FILE = 20 * 1024 * 1024;
/** The message ids that our e-mails carry in `References`, which every answer repeats (RFC 5322, 3.6.4). */
const OWN_REFERENCE = /<(msg_[0-9a-z]{42})@/g;

/**
 * Received e-mails: the webhook has their metadata alone, body and files are fetched. Two plain GETs: the SDK would be a
 * fifth of the function.
 */
export class ReceivedEmails implements InboundContent {
  readonly #options: ReceivedEmailOptions;

  constructor(options: ReceivedEmailOptions) {
    this.#options = options;
  }

  async fetch({ providerId, from }: InboundReport, mayLackFiles: boolean): Promise<FetchedContent> {
    const path = `/emails/receiving/${encodeURIComponent(providerId)}`;
    const email = await this.#read<GetReceivingEmailResponseSuccess>(`${path}?html_format=cid`);
    const files = await Promise.all(
      email.attachments.map(async ({ id, filename, content_type, size }): Promise<FetchedFile> => {
        const file = { filename: filename ?? `piece-jointe-${id}`, contentType: content_type };
        if (size > LARGEST_FILE) return file;
        try {
          const { download_url } = await this.#read<AttachmentData>(
            `${path}/attachments/${encodeURIComponent(id)}`,
          );
          return { ...file, content: await download(download_url) };
        } catch (fault) {
          if (mayLackFiles) return file;
          throw fault;
        }
      }),
    );
    const headers = email.headers ?? {};
    const isAutomatic = isAutomaticReply({ from, subject: email.subject ?? '', headers });
    return {
      text: textOf(email).slice(0, LONGEST_TEXT),
      subject: email.subject,
      references: referencesIn(headers),
      ...(isAutomatic && { isAutomatic }),
      files,
    };
  }

  async #read<T>(path: string): Promise<T> {
    const { apiKey } = await this.#options.secrets.of('resend');
    const answer = await fetch(`${this.#options.baseUrl ?? RESEND}${path}`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(TIME_OUT),
    });
    if (!answer.ok) throw new Error(`Resend did not hand over an e-mail: ${answer.status}`);
    return (await answer.json()) as T;
  }
}

function textOf({ text, html }: { text: string | null; html: string | null }): string {
  if (text !== null && text.trim() !== '') return text;
  return textOfHtml(html ?? '', LONGEST_TEXT);
}

function referencesIn(headers: Record<string, string>): string[] {
  const found = Object.entries(headers)
    .filter(([name]) => /^(in-reply-to|references)$/i.test(name))
    .flatMap(([, value]) => [...value.matchAll(OWN_REFERENCE)].map(([, id]) => id ?? ''));
  // The newest stands last.
  return [...new Set(found.toReversed())];
}

async function download(url: string): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIME_OUT) });
  if (!answer.ok) throw new Error(`A file could not be fetched: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

import type { InboundReport } from '../../../domain/reports.ts';
import type { FetchedContent, FetchedFile, InboundContent } from '../../../ports/inbound-content.ts';
import type { Secrets } from '../../../ports/secrets.ts';

export interface ReceivedMediaOptions {
  secrets: Secrets;
  /** Instead of Twilio's own. */
  baseUrl?: string | undefined;
}

const TWILIO = 'https://api.twilio.com';
const TIME_OUT = 8_000;
/** WhatsApp takes 16 MB (Twilio). */
const LARGEST_FILE = 20 * 1024 * 1024;

/** SMS and WhatsApp messages come whole, but for their media, which Twilio keeps behind the account's credentials. */
export class ReceivedMedia implements InboundContent {
  readonly #options: ReceivedMediaOptions;

  constructor(options: ReceivedMediaOptions) {
    this.#options = options;
  }

  async fetch({ text, media = [] }: InboundReport, mayLackFiles: boolean): Promise<FetchedContent> {
    const files = await Promise.all(
      media.map(async ({ url, contentType }, index): Promise<FetchedFile> => {
        const file = { filename: nameOf(contentType, index), contentType };
        try {
          const content = await this.#download(url);
          return content === undefined ? file : { ...file, content };
        } catch (fault) {
          if (mayLackFiles) return file;
          throw fault;
        }
      }),
    );
    return { text, references: [], files };
  }

  /** Undefined for what is not there any more, is too large, or does not lie at Twilio. */
  async #download(url: string): Promise<Uint8Array | undefined> {
    if (!url.startsWith(`${this.#options.baseUrl ?? TWILIO}/`)) return undefined;
    const { accountSid, authToken } = await this.#options.secrets.of('twilio');
    const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
    // Twilio leads on to where the file lies; the credentials do not go there.
    const answer = await fetch(url, {
      headers: { authorization: `Basic ${credentials}` },
      signal: AbortSignal.timeout(TIME_OUT),
    });
    if (answer.status === 404 || answer.status === 410) return undefined;
    if (!answer.ok) throw new Error(`Twilio did not hand over a file: ${answer.status}`);
    if (Number(answer.headers.get('content-length') ?? 0) > LARGEST_FILE) return undefined;
    return new Uint8Array(await answer.arrayBuffer());
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'application/pdf': 'pdf',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'video/mp4': 'mp4',
};

/** Twilio does not say what a file was called. */
function nameOf(contentType: string, index: number): string {
  const extension = EXTENSIONS[contentType.split(';', 1)[0] ?? ''];
  const kind = contentType.startsWith('image/') ? 'photo' : 'document';
  return `${kind}-${index + 1}${extension === undefined ? '' : `.${extension}`}`;
}

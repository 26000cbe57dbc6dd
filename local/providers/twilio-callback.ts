import { createHash } from 'node:crypto';
import type { SimulatedMessage, StatusChange } from './message.ts';

export const TWILIO_API_VERSION = '2010-04-01';

/** What Twilio says of the codes that the simulators hand out themselves. */
const ERROR_MESSAGES: Readonly<Record<string, string>> = {
  '30003': 'Unreachable destination handset',
  '30005': 'Unknown destination handset',
  '30006': 'Landline or unreachable carrier',
  '30007': 'Message filtered',
  '30008': 'Unknown error',
  '63016':
    'Failed to send freeform message because you are outside the allowed window. Please use a Message Template.',
  '63024': 'Invalid message recipient',
};

export function twilioErrorMessage(code: string): string {
  return ERROR_MESSAGES[code] ?? `Error ${code}`;
}

/** The address as Twilio writes it on this channel. */
export function twilioAddress(message: SimulatedMessage, address: string): string {
  return message.channel === 'whatsapp' ? `whatsapp:${address}` : address;
}

/** The form of a status callback. */
export function statusCallbackBody(
  message: SimulatedMessage,
  change: StatusChange,
  accountSid: string,
): string {
  const form = new URLSearchParams({
    SmsSid: message.providerId,
    SmsStatus: change.status,
    MessageStatus: change.status,
    To: twilioAddress(message, message.to[0] ?? ''),
    MessageSid: message.providerId,
    AccountSid: accountSid,
    From: twilioAddress(message, message.from),
    ApiVersion: TWILIO_API_VERSION,
  });
  if (message.messagingServiceSid) form.set('MessagingServiceSid', message.messagingServiceSid);
  if (change.errorCode) form.set('ErrorCode', change.errorCode);
  if (message.channel === 'whatsapp') addWhatsAppFields(form, message, change);
  else if (change.status === 'delivered' || change.status === 'undelivered') {
    form.set('RawDlrDoneDate', receiptDate(change.at));
  }
  return form.toString();
}

function addWhatsAppFields(form: URLSearchParams, message: SimulatedMessage, change: StatusChange): void {
  form.set('ChannelPrefix', 'whatsapp');
  form.set('ChannelToAddress', message.to[0] ?? '');
  form.set('ChannelInstallSid', `XE${createHash('md5').update(message.from).digest('hex')}`);
  form.set('StructuredMessage', 'false');
  if (change.errorCode) form.set('ChannelStatusMessage', twilioErrorMessage(change.errorCode));
  if (change.status !== 'sent' && change.status !== 'queued')
    form.set('EventType', change.status.toUpperCase());
}

/** The carriers' receipts carry yyMMddHHmm. */
function receiptDate(at: number): string {
  return new Date(at).toISOString().replaceAll(/\D/g, '').slice(2, 12);
}

export interface InboundDetails {
  readonly accountSid: string;
  /** The folder of Twilio's messages, in which their media lie. */
  readonly mediaFolder: string;
  readonly profileName?: string | undefined;
  readonly buttonPayload?: string | undefined;
  /** The message that the prospect answers. */
  readonly repliedTo?: SimulatedMessage | undefined;
}

/** The form of a message that a prospect sent. */
export function inboundBody(message: SimulatedMessage, details: InboundDetails): string {
  const { providerId, media, text } = message;
  const { accountSid, mediaFolder } = details;
  const form = new URLSearchParams({
    SmsMessageSid: providerId,
    NumMedia: String(media.length),
    SmsSid: providerId,
    SmsStatus: 'received',
    Body: text ?? '',
    To: twilioAddress(message, message.to[0] ?? ''),
    NumSegments: String(message.segments),
    MessageSid: providerId,
    AccountSid: accountSid,
    From: twilioAddress(message, message.from),
    ApiVersion: TWILIO_API_VERSION,
  });
  for (const [index, url] of media.entries()) {
    form.set(`MediaUrl${index}`, `${mediaFolder}/${providerId}/Media/ME${String(index).padStart(32, '0')}`);
    form.set(`MediaContentType${index}`, contentTypeOf(url));
  }
  if (message.channel === 'whatsapp') addInboundWhatsAppFields(form, message, details);
  return form.toString();
}

function addInboundWhatsAppFields(
  form: URLSearchParams,
  message: SimulatedMessage,
  details: InboundDetails,
): void {
  const firstMedia = message.media[0];
  const type = firstMedia ? (contentTypeOf(firstMedia).split('/', 1)[0] ?? 'document') : 'text';
  form.set('ProfileName', details.profileName ?? message.from);
  form.set('WaId', message.from.replace('+', ''));
  form.set(
    'MessageType',
    details.buttonPayload === undefined ? type.replace('application', 'document') : 'button',
  );
  if (details.buttonPayload !== undefined) {
    form.set('ButtonText', message.text ?? '');
    form.set('ButtonPayload', details.buttonPayload);
  }
  if (details.repliedTo) {
    form.set('OriginalRepliedMessageSid', details.repliedTo.providerId);
    form.set('OriginalRepliedMessageSender', `whatsapp:${details.repliedTo.from}`);
  }
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  ogg: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  webp: 'image/webp',
};

export function contentTypeOf(url: string): string {
  const extension = /\.(\w+)(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? '';
  return CONTENT_TYPES[extension] ?? 'application/octet-stream';
}

import { htmlOf } from './letters.ts';
import {
  bareAddress,
  concerns,
  currentStatus,
  type SimulatedAttachment,
  type SimulatedMessage,
} from './message.ts';

/** One line of `GET /_local/outbox`. */
function outboxItem(message: SimulatedMessage): object {
  const { channel, provider, from, text, subject, html, media, providerId, acceptedAt } = message;
  const { status, errorCode } = currentStatus(message);
  return {
    channel,
    provider,
    to: message.to.map((address) => (channel === 'email' ? bareAddress(address) : address)).join(', '),
    from,
    text,
    subject,
    html: html && htmlOf(html),
    media: filled(media),
    attachments: filled(message.attachments.map(sentAttachment)),
    template: message.template,
    header: message.header,
    footer: message.footer,
    buttons: filled(message.buttons),
    tags: filled(message.email?.tags),
    headers: filled(message.email?.headers),
    replyTo: filled(message.email?.replyTo),
    segments: channel === 'sms' ? message.segments : undefined,
    providerId,
    at: new Date(acceptedAt).toISOString(),
    status,
    errorCode,
  };
}

/** Without what the mailboxes read out of it. */
function sentAttachment({ startsAt: _read, ...sent }: SimulatedAttachment): SimulatedAttachment {
  return sent;
}

function filled<Value extends object>(value: Value | undefined): Value | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}

/** What was accepted, oldest first, narrowed by the query. A `+` that was not escaped arrives as a space. */
export function outbox(messages: Iterable<SimulatedMessage>, query: URLSearchParams): object[] {
  const channel = query.get('channel');
  const to = query.get('to')?.replace(/^(whatsapp:)? (?=\d)/, '+');
  return [...messages]
    .filter((message) => message.direction === 'outbound')
    .filter((message) => !channel || message.channel === channel)
    .filter((message) => !to || concerns(message, to))
    .map(outboxItem);
}

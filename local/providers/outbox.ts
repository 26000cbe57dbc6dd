import { bareAddress, concerns, currentStatus, type SimulatedMessage } from './message.ts';

/** One line of `GET /_local/outbox`. */
export function outboxItem(message: SimulatedMessage): object {
  const { channel, provider, from, text, subject, html, media, providerId, acceptedAt } = message;
  const { status, errorCode } = currentStatus(message);
  return {
    channel,
    provider,
    to: message.to.map((address) => (channel === 'email' ? bareAddress(address) : address)).join(', '),
    from,
    text,
    subject,
    html,
    media: media.length > 0 ? media : undefined,
    attachments: message.attachments.length > 0 ? message.attachments : undefined,
    template: message.template,
    tags: message.email?.tags,
    replyTo: message.email?.replyTo,
    segments: channel === 'sms' ? message.segments : undefined,
    providerId,
    at: new Date(acceptedAt).toISOString(),
    status,
    errorCode,
  };
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

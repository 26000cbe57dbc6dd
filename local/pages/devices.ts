import { htmlOf } from '../providers/letters.ts';
import { bareAddress, currentStatus, type SimulatedMessage } from '../providers/message.ts';

const MOST_DEVICES = 80;
const MOST_MESSAGES = 150;

/** A prospect's phone or mailbox, as the list shows it. */
export interface Device {
  readonly address: string;
  readonly kind: 'phone' | 'mailbox';
  readonly lastAt: number;
  readonly preview: string;
  readonly count: number;
}

/** The devices that something reached or left, the latest first. */
export function listDevices(messages: Iterable<SimulatedMessage>): Device[] {
  const devices = new Map<string, Device>();
  for (const message of messages) {
    for (const address of devicesOf(message)) {
      devices.set(address, {
        address,
        kind: message.channel === 'email' ? 'mailbox' : 'phone',
        lastAt: message.acceptedAt,
        preview: (message.subject ?? message.text ?? '').slice(0, 80),
        count: (devices.get(address)?.count ?? 0) + 1,
      });
    }
  }
  return [...devices.values()].sort((one, other) => other.lastAt - one.lastAt).slice(0, MOST_DEVICES);
}

/** The latest messages of one device, oldest first. */
export function deviceMessages(messages: Iterable<SimulatedMessage>, address: string): object[] {
  return [...messages]
    .filter((message) => devicesOf(message).includes(address))
    .slice(-MOST_MESSAGES)
    .map(shownMessage);
}

function devicesOf(message: SimulatedMessage): string[] {
  return message.direction === 'inbound' ? [bareAddress(message.from)] : message.to.map(bareAddress);
}

function shownMessage(message: SimulatedMessage): object {
  const { providerId, channel, direction, from, to, text, subject, html, media, attachments } = message;
  const { status, errorCode } = currentStatus(message);
  return {
    providerId,
    channel,
    direction,
    from,
    to,
    text,
    subject,
    html: html && htmlOf(html),
    media,
    attachments,
    unsubscribe: unsubscribeLink(message),
    header: message.header,
    footer: message.footer,
    buttons: message.buttons ?? [],
    template: message.template?.contentSid,
    segments: message.segments,
    at: message.acceptedAt,
    status,
    errorCode,
  };
}

/** The web page among the ways out that `List-Unsubscribe` names (RFC 2369). */
function unsubscribeLink({ email }: SimulatedMessage): string | undefined {
  const header = Object.entries(email?.headers ?? {}).find(
    ([name]) => name.toLowerCase() === 'list-unsubscribe',
  );
  return /<(https?:\/\/[^<>]+)>/i.exec(header?.[1] ?? '')?.[1];
}

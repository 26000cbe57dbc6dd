import { htmlOf } from './letters.ts';
import type { SimulatedMessage, StatusChange } from './message.ts';
import { receivedFiles } from './resend-received-file.ts';

/** What a caller may add to an e-mail event. */
export interface EmailEventDetails {
  /** The link that was clicked. */
  readonly link?: string | undefined;
}

/** The JSON body of an `email.*` webhook about a message that was sent. */
export function emailEventBody(
  message: SimulatedMessage,
  change: StatusChange,
  details: EmailEventDetails = {},
): string {
  const at = new Date(change.at).toISOString();
  return JSON.stringify({
    type: `email.${change.status}`,
    created_at: at,
    data: {
      created_at: new Date(message.acceptedAt).toISOString(),
      email_id: message.providerId,
      message_id: message.email?.messageId,
      from: message.from,
      to: message.to,
      subject: message.subject,
      ...(Object.keys(message.email?.tags ?? {}).length > 0 && { tags: message.email?.tags }),
      ...eventDetails(message, change, details, at),
    },
  });
}

const USER_AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

function eventDetails(
  message: SimulatedMessage,
  change: StatusChange,
  details: EmailEventDetails,
  timestamp: string,
): object {
  const visit = { ipAddress: '203.0.113.7', timestamp, userAgent: USER_AGENT };
  switch (change.status) {
    case 'bounced':
      return { bounce: bounceDetails(change.errorCode) };
    case 'clicked':
      return { click: { ...visit, link: details.link ?? firstLink(message) } };
    case 'opened':
      return { open: visit };
    case 'failed':
      return { failed: { reason: change.errorCode ?? 'reached_daily_quota' } };
    case 'suppressed':
      return {
        suppressed: {
          type: 'OnAccountSuppressionList',
          message:
            'Resend has suppressed sending to this address because it is on the account-level suppression list.',
        },
      };
    default:
      return {};
  }
}

export const BOUNCE_TYPES = ['Permanent', 'Transient', 'Undetermined'] as const;

function bounceDetails(type = 'Permanent'): object {
  if (type !== 'Permanent') {
    return {
      type,
      subType: type === 'Transient' ? 'MailboxFull' : 'Undetermined',
      message: 'The recipient’s mail server refused the e-mail for the moment.',
      diagnosticCode: ['smtp; 452 4.2.2 The recipient’s inbox is out of storage space'],
    };
  }
  return {
    type,
    subType: 'General',
    message: 'The recipient’s mail server sent a hard bounce message.',
    diagnosticCode: ['smtp; 550 5.1.1 The email account that you tried to reach does not exist'],
  };
}

function firstLink(message: SimulatedMessage): string {
  const link = /https?:\/\/[^\s"'<>]+/.exec(htmlOf(message.html ?? message.text ?? ''));
  return link?.[0] ?? 'https://example.com/';
}

/** The JSON body of `email.received`: the metadata alone, as Resend sends it. */
export function emailReceivedBody(message: SimulatedMessage): string {
  const at = new Date(message.acceptedAt).toISOString();
  return JSON.stringify({
    type: 'email.received',
    created_at: at,
    data: {
      email_id: message.providerId,
      created_at: at,
      from: message.from,
      to: message.to,
      bcc: [],
      cc: [],
      received_for: message.to,
      message_id: message.email?.messageId,
      subject: message.subject,
      attachments: receivedFiles(message),
    },
  });
}

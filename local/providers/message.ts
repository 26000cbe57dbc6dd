import type { KeptLetter } from './letters.ts';

export const SIMULATED_PROVIDERS = ['twilio', 'resend'] as const;
export type SimulatedProvider = (typeof SIMULATED_PROVIDERS)[number];

export const SIMULATED_CHANNELS = ['sms', 'whatsapp', 'email'] as const;
type SimulatedChannel = (typeof SIMULATED_CHANNELS)[number];

export interface StatusChange {
  readonly status: string;
  /** Milliseconds of the virtual clock. */
  readonly at: number;
  readonly errorCode?: string | undefined;
}

export interface SimulatedAttachment {
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly url?: string | undefined;
  /** What a prospect attached, in base64. */
  readonly content?: string | undefined;
  /** When the event of a calendar file starts, in milliseconds. */
  readonly startsAt?: number | undefined;
}

/** An approved WhatsApp template, as the content provider knows it. */
export interface SimulatedTemplate {
  readonly contentSid: string;
  readonly variables: Readonly<Record<string, string>>;
}

export type SimulatedButton =
  | { readonly kind: 'reply'; readonly label: string; readonly payload: string }
  | { readonly kind: 'url'; readonly label: string; readonly url: string }
  | { readonly kind: 'phone'; readonly label: string; readonly phone: string };

/** What a simulated provider accepted or, when inbound, what a prospect sent. */
export interface SimulatedMessage {
  readonly providerId: string;
  readonly provider: SimulatedProvider;
  readonly channel: SimulatedChannel;
  readonly direction: 'outbound' | 'inbound';
  /** Addresses without the `whatsapp:` prefix and, for e-mail, as they were written. */
  readonly to: readonly string[];
  readonly from: string;
  readonly text?: string | undefined;
  readonly subject?: string | undefined;
  readonly html?: string | KeptLetter | undefined;
  readonly media: readonly string[];
  readonly attachments: readonly SimulatedAttachment[];
  readonly template?: SimulatedTemplate | undefined;
  /** What a template shows above and below its text. */
  readonly header?: string | undefined;
  readonly footer?: string | undefined;
  readonly buttons?: readonly SimulatedButton[] | undefined;
  readonly segments: number;
  readonly statusCallback?: string | undefined;
  readonly messagingServiceSid?: string | undefined;
  readonly email?: EmailDetails | undefined;
  /** Milliseconds of the virtual clock. */
  readonly acceptedAt: number;
  /** Every status so far, the current one last. */
  readonly history: readonly StatusChange[];
  /** True when the callbacks of this message are lost: the status goes on, nobody is told. */
  readonly silent?: boolean | undefined;
}

/** What only e-mail has. */
interface EmailDetails {
  readonly messageId: string;
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export function currentStatus(message: SimulatedMessage): StatusChange {
  return message.history.at(-1) ?? { status: 'queued', at: message.acceptedAt };
}

/** The bare address: no `whatsapp:` prefix, no display name, lower case. */
export function bareAddress(address: string): string {
  const withoutPrefix = address.replace(/^whatsapp:/, '').trim();
  const angled = /<([^<>]+)>\s*$/.exec(withoutPrefix);
  return (angled?.[1] ?? withoutPrefix).trim().toLowerCase();
}

/** True when the message goes to, or comes from, the person behind the address. */
export function concerns(message: SimulatedMessage, address: string): boolean {
  const wanted = bareAddress(address);
  const theirs = message.direction === 'outbound' ? message.to : [message.from];
  return theirs.some((one) => bareAddress(one) === wanted);
}

import type { SuppressionReason } from './address-facts.ts';
import type { AttemptEvent } from './attempt.ts';
import type { Channel } from './channel.ts';
import type { AttemptRef } from './commands.ts';
import type { Instant } from './instant.ts';
import type { Confidence } from './visit.ts';

/** A provider's report on an attempt, verified and parsed. */
export interface StatusReport extends AttemptRef {
  kind: 'status';
  channel: Channel;
  event: AttemptEvent;
  /** The address is bad for good, or must not be written to again. */
  suppress?: { address: string; reason: SuppressionReason };
  /** Of an opening or a click: whether a person was there, by what the visitor says of itself. */
  confidence?: Confidence;
}

/** A person's message to a tenant, verified and parsed. */
export interface InboundReport {
  kind: 'inbound';
  channel: Channel;
  from: string;
  to: string;
  /** Of an e-mail: everybody else it went to, one of whom may be the tenant. */
  alsoTo?: readonly string[];
  /** Of an e-mail: empty, it has to be fetched. */
  text: string;
  providerId: string;
  at: Instant;
  /** The name that the person goes by there. */
  name?: string;
  subject?: string;
  media?: readonly { url: string; contentType: string }[];
  /** The provider's id of the message that this one answers. */
  repliesTo?: string;
  /** A button was tapped. */
  isTap?: boolean;
  /** The provider has answered STOP, START or HELP itself. */
  isAnswered?: boolean;
}

/** What became of a document that somebody was to sign, verified and parsed. */
export interface SignatureReport {
  kind: 'signature';
  tenantId: string;
  /** Whose journey waits for the signature, as whoever asked for it named it: it may be nobody's. */
  enrolmentId: string;
  /** The event of the journey: `signed`, `declined`, `expired`. */
  type: string;
  at: Instant;
}

export type ProviderReport = StatusReport | InboundReport | SignatureReport;

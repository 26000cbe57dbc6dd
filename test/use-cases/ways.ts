import { HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { Submission } from '../../shared/use-cases/submit-message.ts';
import type { Platform } from '../support/platform.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';

/** One way that a message can take, and how it must end, whatever dies on it. */
export interface Way {
  name: string;
  draft: Partial<Submission['draft']>;
  /** How the world behaves; called before anything is posted. */
  prepare?: (platform: Platform) => void;
  /** How the message may end. The first is how it ends when nothing goes wrong. */
  ends: readonly string[];
  /** Events that other systems must hear of, whatever dies; of one of these kinds. */
  told: readonly string[];
  /** How many messages the providers take: exactly, when nothing is lost. */
  copies: number;
}

const SMS_ONLY = prospect({ email: '', whatsapp: '' });
delete SMS_ONLY.email;
delete SMS_ONLY.whatsapp;

/** Sent by SMS, with e-mail as the only other channel. */
const smsThenEmail: Way['draft'] = {
  channel: 'sms',
  preferences: { preferredChannels: ['sms', 'email'] },
};

const delivered = { ends: ['delivered'], told: ['message.delivered'], copies: 1 };

export const WAYS: readonly Way[] = [
  { name: 'an e-mail', draft: { channel: 'email' }, ...delivered },
  { name: 'an SMS', draft: { prospect: SMS_ONLY }, ...delivered },
  {
    name: 'an advertisement by SMS',
    draft: { prospect: SMS_ONLY, type: 'marketing' },
    ends: ['delivered', 'uncertain'],
    told: ['message.delivered', 'message.uncertain'],
    copies: 1,
  },
  {
    name: 'an SMS to a bad number, then an e-mail',
    draft: smsThenEmail,
    prepare: ({ twilio }) =>
      twilio.until(TUESDAY + HOUR, {
        outcome: 'rejected',
        errorCode: '21211',
        reason: 'The number is not valid.',
        suppress: 'invalid',
      }),
    ...delivered,
  },
  {
    name: 'an SMS that the carrier could not deliver, then an e-mail',
    draft: smsThenEmail,
    prepare: (platform) => failingReceipts(platform),
    ends: ['delivered'],
    told: ['message.delivered'],
    copies: 2,
  },
  {
    name: 'an SMS for which the provider is busy at first',
    draft: { prospect: SMS_ONLY },
    prepare: ({ twilio }) => twilio.next({ outcome: 'busy', retryAfterSeconds: 20, reason: '429' }),
    ...delivered,
  },
  {
    name: 'an SMS whose acceptance was lost on the way',
    draft: { prospect: SMS_ONLY },
    prepare: ({ twilio }) => twilio.next({ outcome: 'timeout-after' }),
    ...delivered,
  },
  {
    name: 'an e-mail whose acceptance was lost on the way',
    draft: { channel: 'email' },
    prepare: ({ resend }) => resend.next({ outcome: 'timeout-after' }),
    ...delivered,
  },
  {
    name: 'an SMS that never reached the provider',
    draft: { prospect: SMS_ONLY },
    prepare: ({ twilio }) => twilio.next({ outcome: 'timeout-before' }),
    // Lost twice, once on the way and once by a crash: it is given up, and said so.
    ends: ['delivered', 'uncertain'],
    told: ['message.delivered', 'message.uncertain'],
    copies: 1,
  },
  { name: 'a message for later', draft: { channel: 'email', sendAt: TUESDAY + 2 * HOUR }, ...delivered },
  {
    name: 'an SMS of which nothing is heard, then an e-mail',
    draft: { ...smsThenEmail, fallback: { afterMs: 10 * MINUTE, unless: 'delivered' } },
    prepare: silentSms,
    ends: ['delivered'],
    told: ['message.delivered'],
    copies: 2,
  },
  {
    name: 'a message to somebody who has opted out',
    draft: { prospect: SMS_ONLY },
    prepare: ({ scopes }) => {
      const suppression = {
        reason: 'opted-out',
        text: 'STOP',
        source: 'inbound',
        at: TUESDAY - HOUR,
      } as const;
      void scopes('tenant_a').prospects.suppress('sms', '+33612345678', suppression);
    },
    ends: ['undeliverable'],
    told: ['message.undeliverable'],
    copies: 0,
  },
];

/** Every SMS is reported undelivered ten seconds after it was taken; e-mails arrive. */
function failingReceipts(platform: Platform): void {
  platform.receiptsOf = ({ channel, at }) =>
    channel === 'email'
      ? [{ status: 'delivered', at: at + 2 * SECOND }]
      : [{ status: 'failed', at: at + 10 * SECOND, errorCode: '30003' }];
}

/** No SMS is ever reported on, and the provider knows nothing final; e-mails arrive. */
function silentSms(platform: Platform): void {
  platform.receiptsOf = ({ channel, at }) =>
    channel === 'email' ? [{ status: 'delivered', at: at + 2 * SECOND }] : [];
}

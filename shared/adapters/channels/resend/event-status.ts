import type { AttemptEvent } from '../../../domain/attempt.ts';

/** Resend's events in our terms. A complaint comes from somebody who received the e-mail. */
const STATUSES: Readonly<Record<string, AttemptEvent['status']>> = {
  'email.sent': 'sent',
  'email.delivery_delayed': 'sent',
  'email.delivered': 'delivered',
  'email.complained': 'delivered',
  'email.opened': 'opened',
  'email.clicked': 'clicked',
  'email.bounced': 'failed',
  'email.failed': 'failed',
  'email.suppressed': 'failed',
};

/** Undefined for an event that says nothing about an attempt. */
export function eventStatus(type: string): AttemptEvent['status'] | undefined {
  return STATUSES[type];
}

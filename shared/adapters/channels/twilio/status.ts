import type { AttemptEvent } from '../../../domain/attempt.ts';
import { reasonOf } from './errors.ts';

/** Twilio's statuses in our terms; the others say nothing new about an attempt. */
const STATUSES: Readonly<Record<string, AttemptEvent['status']>> = {
  accepted: 'sent',
  scheduled: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/** Undefined for a status that says nothing, now or in a later version of Twilio's. */
export function eventOf(
  status: string,
  at: number,
  providerId: string,
  errorCode?: string,
): AttemptEvent | undefined {
  const ours = STATUSES[status];
  if (ours === undefined) return undefined;
  if (ours !== 'failed') return { status: ours, at, providerId };
  const code = errorCode ?? status;
  return { status: ours, at, providerId, errorCode: code, reason: reasonOf(code) };
}

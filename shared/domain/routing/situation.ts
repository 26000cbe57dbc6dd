import type { AddressBook } from '../address-facts.ts';
import type { Channel } from '../channel.ts';
import { HOUR, type Instant } from '../instant.ts';
import { deadlineOf, type Message, type Urgency, URGENCIES } from '../message.ts';
import { type Points, pointsFor } from '../points.ts';
import { type Preferences, quietHoursOf } from '../prospect.ts';
import { isQuiet, type QuietHours } from '../quiet-hours.ts';
import { measuredSmsText } from '../carried-content.ts';
import { measureSms, type SmsSize } from '../sms-segments.ts';
import type { Tenant } from '../tenant.ts';

/** Everything a decision depends on. */
export interface RoutingRequest {
  message: Message;
  tenant: Tenant;
  addresses: AddressBook;
  now: Instant;
  /** The channels of earlier attempts. */
  tried: readonly Channel[];
  /** Until when a channel's provider is considered down. */
  downUntil: Partial<Record<Channel, Instant>>;
  /** Messages of the same type sent to the person within the tenant's frequency cap. */
  recentOfType: number;
  spentThisMonth: number;
  /** When the person was last erased, if that ever happened. */
  erasedAt?: Instant;
}

/** The request, with what several rules need worked out once. */
export interface Situation extends RoutingRequest {
  zone: string;
  preferences: Preferences;
  quietHours: QuietHours;
  quiet: boolean;
  urgency: Urgency;
  deadline: Instant | undefined;
  smsText: string | undefined;
  smsSize: SmsSize;
  points: Points;
}

const NO_SMS: SmsSize = { encoding: 'GSM-7', segments: 1, units: 0 };

export function situationOf(request: RoutingRequest): Situation {
  const { message, tenant, now } = request;
  const zone = message.prospect.timeZone ?? tenant.timeZone;
  const preferences = { ...message.prospect.preferences, ...message.preferences };
  const quietHours = quietHoursOf(preferences, tenant.policy.quietHours);
  const smsText = measuredSmsText(message, tenant);
  return {
    ...request,
    zone,
    preferences,
    quietHours,
    quiet: isQuiet(quietHours, zone, now),
    urgency: urgencyOf(message, now),
    deadline: deadlineOf(message),
    smsText,
    smsSize: smsText === undefined ? NO_SMS : measureSms(smsText),
    points: pointsFor(tenant.points),
  };
}

/** How close a deadline makes a message urgent, and high. */
export const URGENT_WITHIN = 2 * HOUR;
const HIGH_WITHIN = 6 * HOUR;

/** The higher of the level asked for (normal when none is) and the one that the deadline implies. */
export function urgencyOf(message: Message, now: Instant): Urgency {
  const asked = message.level ?? 'normal';
  const deadline = deadlineOf(message);
  if (deadline === undefined) return asked;
  const left = deadline - now;
  const implied: Urgency = left <= URGENT_WITHIN ? 'urgent' : left <= HIGH_WITHIN ? 'high' : 'low';
  return URGENCIES.indexOf(implied) > URGENCIES.indexOf(asked) ? implied : asked;
}

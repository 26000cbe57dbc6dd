import type { Channel } from './channel.ts';
import type { Conversation } from './conversation.ts';
import { HOUR, type Instant } from './instant.ts';
import type { Locale } from './prospect.ts';

/**
 * Why an agent has to look: the person wrote, the time until which they were put off has come, or what was sent to them
 * did not reach them.
 */
export const NOTICE_KINDS = ['wrote', 'waits', 'failed'] as const;

/** A conversation began to need an agent. */
export interface Notice {
  tenantId: string;
  prospectId: string;
  kind: (typeof NOTICE_KINDS)[number];
  at: Instant;
}

/** News that came too late to ring for: the inbox shows it. */
export const TOLD_WITHIN = HOUR;

/** What a device is told: whom and by which channel, never what they wrote. A lock screen shows it to anybody. */
export interface Told {
  kind: Notice['kind'];
  prospectId: string;
  name?: string;
  channel: Channel;
  locale: Locale;
  /** Since when: the same for the same news. */
  at: Instant;
}

/** Is there still somebody to be told about? */
export function isTold({ at, kind }: Notice, conversation: Conversation, now: Instant): boolean {
  const { snoozedUntil, waitingSince, failedAt } = conversation;
  const isAway = snoozedUntil !== undefined && snoozedUntil > now;
  const since = kind === 'failed' ? failedAt : waitingSince;
  return since !== undefined && !isAway && now - at <= TOLD_WITHIN;
}

export function toldOf(
  { kind, at }: Notice,
  { prospectId, name, channel }: Conversation,
  locale: Locale,
): Told {
  return { kind, prospectId, ...(name !== undefined && { name }), channel, locale, at };
}

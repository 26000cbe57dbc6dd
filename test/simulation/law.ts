import type { Channel } from '../../shared/domain/channel.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Delivery } from '../../shared/ports/channel-provider.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** French holidays of the months in which the scenarios play, written down rather than computed. */
const HOLIDAYS = new Set(
  '2026-11-01 2026-11-11 2026-12-25 2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 2027-05-17 2027-07-14'.split(
    ' ',
  ),
);
const DAYS_OF_THEIR_OWN: Readonly<Record<string, string[]>> = {
  'Indian/Reunion': ['2026-12-20'],
  'America/Martinique': ['2027-05-22'],
};

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(zone, format);
  return format;
}

function wallClock(zone: string, instant: Instant) {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: WEEKDAYS.indexOf(parts['weekday'] ?? ''),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

/** Rings for nothing: nobody asked for this channel, it is not urgent, and there is no mailbox that could take it. */
function wakes(
  { level, sendWithin, appointmentAt, channel: forced, prospect }: Message,
  channel: Channel,
): boolean {
  const canWait = level !== 'urgent' && sendWithin === undefined && appointmentAt === undefined;
  return channel !== 'email' && forced !== channel && canWait && prospect.email === undefined;
}

/** What the law has to know beside the delivery. */
export interface LegalFacts {
  now: Instant;
  /** When the person last wrote on WhatsApp, as far as it was recorded by then. */
  lastInboundAt: Instant | undefined;
}

const WINDOW = 24 * 3_600_000;

/**
 * The rules that bind whoever sends, stated a second time and in another way than the product states them. Answers
 * what speaks against the delivery at an instant, if anything does.
 */
export function illegalityOf(
  { message, tenant, channel }: Delivery,
  { now, lastInboundAt }: LegalFacts,
): string | undefined {
  const { prospect, type, createdAt, sendAt, sendWithin, appointmentAt, content } = message;
  const start = sendAt ?? createdAt;
  if (sendAt !== undefined && now < sendAt) return 'it leaves before it was asked to';
  if (sendWithin !== undefined && now >= start + sendWithin * 60_000) return 'it leaves after its time';
  if (appointmentAt !== undefined && now >= appointmentAt) return 'it leaves after the appointment';
  const isWindowOpen = lastInboundAt !== undefined && now - lastInboundAt < WINDOW;
  if (channel === 'whatsapp' && !isWindowOpen && content.templateId === undefined)
    return 'free text outside WhatsApp’s window';
  const zone = prospect.timeZone ?? tenant.timeZone;
  const local = wallClock(zone, now);
  const isNight = local.minute >= 22 * 60 || local.minute < 8 * 60;
  if (isNight && wakes(message, channel))
    return `a message that can wait, at ${local.minute} minutes past midnight`;
  if (type !== 'marketing') return undefined;
  const consent = prospect.consents?.marketing;
  const isCustomer = tenant.policy.softOptIn && prospect.customer === true;
  if (consent === undefined ? !isCustomer : !consent.granted) return 'an advertisement without consent';
  if (channel !== 'sms') return undefined;
  const { date, weekday, minute } = local;
  const isHoliday = HOLIDAYS.has(date) || DAYS_OF_THEIR_OWN[zone]?.includes(date) === true;
  return weekday === 0 || isHoliday || minute < 8 * 60 || minute >= 20 * 60
    ? `an advertisement by SMS on ${date} at ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')} there`
    : undefined;
}

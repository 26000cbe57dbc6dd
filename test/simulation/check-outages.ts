import type { Attempt } from '../../shared/domain/attempt.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/domain/instant.ts';
import { attemptsOf, type MessageRecord, messageStatus } from '../../shared/domain/message-record.ts';
import type { Endings } from './checks.ts';
import type { World } from './world.ts';

/** In which the last chance of a message is taken, with what its queues and its provider need. */
const LAST_HOUR = HOUR;
const LOST = new Set(['undeliverable', 'expired', 'uncertain']);

/**
 * Where nothing went wrong but that providers were out, every message has to arrive that arrives when they are not: the
 * same day without outages says which. Excused are those whose deadline came while the provider was out, or at a time at
 * which the law or the night forbids what was put off, and those of which as many copies may have left as may ever
 * leave.
 */
export function checkOutages(world: World, endings: Endings, calm: Endings): void {
  for (const [name, records] of endings) {
    const arrivedBy = calm.get(name)?.map(channelOf);
    for (const [index, record] of records.entries()) {
      const channel = arrivedBy?.[index];
      if (channel === undefined || !LOST.has(messageStatus(record)) || isRefused(record)) continue;
      if (!hadTime(world, record, channel)) continue;
      const status = messageStatus(record);
      world.witness.note('outage-costs-nothing', name, `it is ${status}, and ${channel} was there for it`);
    }
  }
}

/** Where a message ended well, the channel that carried it. */
function channelOf(record: MessageRecord): string | undefined {
  if (LOST.has(messageStatus(record)) || messageStatus(record) === 'cancelled') return undefined;
  return attemptsOf(record).at(-1)?.channel;
}

/** A provider took it and could not deliver it, which it does by chance. */
function isRefused(record: MessageRecord): boolean {
  return attemptsOf(record).some(({ events }) => events.failed !== undefined);
}

/** Nobody knew then whether it had left. */
function isOpenAt({ events }: Attempt, instant: Instant): boolean {
  const isKnownBy = (event: { at: Instant } | undefined): boolean =>
    event !== undefined && event.at <= instant;
  return !isKnownBy(events.rejected) && (isKnownBy(events.uncertain) || isKnownBy(events.abandoned));
}

/** For more than a day its provider was out whenever it was asked, also the last time. */
function wasNeverAnswered(world: World, { channel, claim, events }: Attempt): boolean {
  const last = events.abandoned?.at;
  if (last === undefined || last - claim.at < DAY) return false;
  return [...world.providerOf(channel).outages].some(([from, to]) => from <= last && last < to);
}

function hadTime(world: World, record: MessageRecord, channel: string): boolean {
  const { message } = record;
  const attempts = attemptsOf(record);
  const { appointmentAt, sendWithin, sendAt, createdAt, type } = message;
  const within = sendWithin === undefined ? undefined : (sendAt ?? createdAt) + sendWithin * MINUTE;
  const deadline = Math.min(appointmentAt ?? Infinity, within ?? Infinity);
  if (attempts.filter((attempt) => isOpenAt(attempt, deadline)).length > 1) return false;
  if (attempts.some((attempt) => wasNeverAnswered(world, attempt))) return false;
  if (deadline === Infinity) return true;
  if (type === 'marketing') return false;
  const zone = message.prospect.timeZone ?? 'Europe/Paris';
  const isByDay = isDaytime(deadline - LAST_HOUR, zone) && isDaytime(deadline, zone);
  return isByDay && isThere(world, channel, deadline);
}

function isThere(world: World, channel: string, deadline: Instant): boolean {
  const { outages } = world.providerOf(channel);
  return [...outages].every(([from, to]) => to <= deadline - LAST_HOUR || from >= deadline);
}

function isDaytime(instant: Instant, timeZone: string): boolean {
  const format = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  const hour = Number(format.format(instant));
  return hour >= 8 && hour < 22;
}

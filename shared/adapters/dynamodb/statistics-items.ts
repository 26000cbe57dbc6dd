import {
  bytesOfMessageId,
  bytesOfNames,
  MESSAGE_ID_BYTES,
  messageIdOf,
  NAME_IN_PACK_BYTES,
  namesOf,
  parseMessageId,
} from '../../domain/message-id.ts';
import { type Counters, COUNTERS, nameOfCounted, type Tally } from '../../domain/statistics.ts';
import type { CountedAttempt, Day, DayTallies, DayTally, TallyPage } from '../../domain/tally-page.ts';
import type { Item } from './table.ts';

/** Of an attempt's name (`domain/message-id.ts`), and of its milestones as two hexadecimal digits. */
const NAME = 16;
const ENTRY = NAME + 2;

/** Counters by their places. */
export type StoredDay = [tally: Record<string, number[]>, sample: readonly string[]];

export function storedDay({ tally, sample }: DayTally): StoredDay {
  const channels = Object.entries(tally).map(([channel, counters]) => [
    channel,
    COUNTERS.map((counter) => counters[counter]),
  ]);
  return [Object.fromEntries(channels) as StoredDay[0], sample];
}

export function dayOf([channels, sample]: StoredDay): DayTally {
  const tally = Object.entries(channels).map(([channel, values]) => [
    channel,
    Object.fromEntries(COUNTERS.map((counter, place) => [counter, values[place] ?? 0])) as Counters,
  ]);
  return { tally: Object.fromEntries(tally) as Tally, sample };
}

export function storedDays(days: DayTallies): Record<Day, StoredDay> {
  return Object.fromEntries(Object.entries(days).map(([day, known]) => [day, storedDay(known)]));
}

/** Attempts by their messages' ids (`ids`); by their names (`seen`) where no id is known, as on older pages. */
export function storedSeen({ seen, attempts }: Pick<TallyPage, 'seen' | 'attempts'>) {
  const ids: Buffer[] = [];
  let text = '';
  for (const [name, bits] of seen) {
    const attempt = attempts.get(name);
    if (attempt === undefined || parseMessageId(attempt.messageId) === undefined)
      text += name + bits.toString(16).padStart(2, '0');
    else ids.push(Buffer.from([...bytesOfMessageId(attempt.messageId), attempt.number, bits]));
  }
  return { seen: text, ...(ids.length > 0 && { ids: Buffer.concat(ids) }) };
}

function seenOf(item: Item): Pick<TallyPage, 'seen' | 'attempts'> {
  const seen = new Map<string, number>();
  const attempts = new Map<string, CountedAttempt>();
  const text = item['seen'] as string;
  for (let start = 0; start < text.length; start += ENTRY) {
    const end = start + NAME;
    seen.set(text.slice(start, end), Number.parseInt(text.slice(end, start + ENTRY), 16));
  }
  const bytes = (item['ids'] as Uint8Array | undefined) ?? new Uint8Array();
  for (let start = 0; start < bytes.length; start += MESSAGE_ID_BYTES + 2) {
    const end = start + MESSAGE_ID_BYTES;
    const attempt = { messageId: messageIdOf(bytes.subarray(start, end)), number: bytes[end] ?? 0 };
    const name = nameOfCounted(attempt);
    seen.set(name, bytes[end + 1] ?? 0);
    attempts.set(name, attempt);
  }
  return { seen, attempts };
}

export function pageOf(item: Item): TallyPage {
  const days = Object.entries(JSON.parse(item['d'] as string) as Record<Day, StoredDay>);
  return {
    number: Number((item['sk'] as string).slice(2)),
    version: item['v'] as number,
    zone: item['z'] as string,
    ...seenOf(item),
    days: Object.fromEntries(days.map(([day, known]) => [day, dayOf(known)])),
  };
}

/** Parts of broadcasts name attempts in few bytes, each followed by its milestones. */
export function bytesOfSeen(seen: TallyPage['seen']): Uint8Array {
  return Buffer.concat([...seen].map(([id, bits]) => Buffer.concat([bytesOfNames([id]), Buffer.of(bits)])));
}

function seenIn(bytes: Uint8Array): Map<string, number> {
  const seen = new Map<string, number>();
  for (let start = 0; start < bytes.length; start += NAME_IN_PACK_BYTES + 1) {
    const end = start + NAME_IN_PACK_BYTES;
    seen.set(namesOf(bytes.subarray(start, end))[0] ?? '', bytes[end] ?? 0);
  }
  return seen;
}

export function daysOf(text: string): DayTallies {
  const days = Object.entries(JSON.parse(text) as Record<Day, StoredDay>);
  return Object.fromEntries(days.map(([day, known]) => [day, dayOf(known)]));
}

export function partPageOf(item: Item): TallyPage {
  return {
    number: 1,
    version: item['v'] as number,
    zone: item['z'] as string,
    seen: seenIn(item['seen'] as Uint8Array),
    attempts: new Map(),
    days: daysOf(item['d'] as string),
  };
}

import { bytesOfNames, NAME_IN_PACK_BYTES, namesOf } from '../../domain/message-id.ts';
import type { PackedResult, PackRun } from '../../domain/pack-run.ts';
import type { Item } from './table.ts';

/**
 * The results of one run in a few bytes a person: the run's instant, then for each the name, how the provider's id is
 * written, and the id. A hundred of them take two or three write units.
 */
const TIME_BYTES = 6;
/** Forms of ids: sixteen bytes as a UUID, or behind the two letters of Twilio; anything else as text. */
const AS_TEXT = 0;
const AS_UUID = 1;
const LETTERS = ['SM', 'MM'] as const;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const TWILIO = /^(SM|MM)([\da-f]{32})$/;

export function encodeResults(results: ReadonlyMap<string, PackedResult>): Uint8Array {
  const at = Math.max(0, ...[...results.values()].map((result) => result.at));
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUIntBE(at, 0, TIME_BYTES);
  const entries = [...results].map(([name, { providerId }]) =>
    Buffer.concat([bytesOfNames([name]), encodeId(providerId)]),
  );
  return Buffer.concat([time, ...entries]);
}

function encodeId(id: string): Buffer {
  if (UUID.test(id)) return Buffer.from([AS_UUID, ...Buffer.from(id.replaceAll('-', ''), 'hex')]);
  const [, letters = '', digits = ''] = TWILIO.exec(id) ?? [];
  const form = (LETTERS as readonly string[]).indexOf(letters);
  if (form >= 0) return Buffer.from([AS_UUID + 1 + form, ...Buffer.from(digits, 'hex')]);
  const text = Buffer.from(id);
  return Buffer.concat([Buffer.from([AS_TEXT, text.length]), text]);
}

function decodeResults(stored: Uint8Array): [string, PackedResult][] {
  const bytes = Buffer.from(stored);
  const at = bytes.readUIntBE(0, TIME_BYTES);
  const results: [string, PackedResult][] = [];
  for (let place = TIME_BYTES; place < bytes.length;) {
    const [name = ''] = namesOf(bytes.subarray(place, (place += NAME_IN_PACK_BYTES)));
    const form = bytes[place++];
    const length = form === AS_TEXT ? (bytes[place++] ?? 0) : 16;
    const id = bytes.subarray(place, (place += length));
    results.push([name, { at, providerId: decodeId(form ?? AS_TEXT, id) }]);
  }
  return results;
}

function decodeId(form: number, id: Buffer): string {
  if (form === AS_TEXT) return id.toString();
  const digits = id.toString('hex');
  return form === AS_UUID
    ? digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    : (LETTERS[form - AS_UUID - 1] ?? '') + digits;
}

/** In front of the owner of a run, the attribute that holds its results. */
export const RESULTS = 'r_';

/**
 * `own` holder, `until` of its claim, `from` the first run, `rel` given back, `tick` ticket, `left` a call may have left,
 * `who` the people of the run, `fin` finished, `r_<owner>` the results of a run.
 */
export function packRunOf(item: Item): PackRun {
  const results = Object.entries(item)
    .filter(([name]) => name.startsWith(RESULTS))
    .flatMap(([, bytes]) => decodeResults(bytes as Uint8Array));
  return {
    owner: item['own'] as string,
    leaseUntil: item['until'] as number,
    startedAt: item['from'] as number,
    released: item['rel'] === true,
    ...(typeof item['tick'] === 'string' && { ticket: item['tick'] }),
    mayHaveLeft: item['left'] === true,
    people: item['who'] === undefined ? [] : namesOf(item['who'] as Uint8Array),
    finished: item['fin'] === true,
    results: new Map(results),
  };
}

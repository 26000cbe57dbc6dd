import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bytesOfMessageId,
  composeMessageId,
  MESSAGE_ID_BYTES,
  messageIdOf,
  parseMessageId,
  prospectKey,
  shortHash,
  ULID_RANDOM_BYTES,
  ulidTime,
} from '../../shared/domain/message-id.ts';

const anyRandom = fc.uint8Array({ minLength: ULID_RANDOM_BYTES, maxLength: ULID_RANDOM_BYTES });
const anyInstant = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });

test('a message id leads back to its prospect', () => {
  fc.assert(
    fc.property(fc.string(), anyInstant, anyRandom, (prospectId, at, random) => {
      const id = composeMessageId(prospectId, at, random);
      expect(id).toMatch(/^msg_[0-9a-z]{42}$/);
      expect(parseMessageId(id)?.prospectKey).toBe(prospectKey(prospectId));
      expect(parseMessageId(id)?.ulid.startsWith(ulidTime(at))).toBe(true);
    }),
  );
});

test('message ids sort by time, whatever their randomness', () => {
  fc.assert(
    fc.property(anyInstant, anyInstant, anyRandom, anyRandom, (one, other, a, b) => {
      fc.pre(one !== other);
      const [first, second] = [composeMessageId('p', one, a), composeMessageId('p', other, b)];
      expect(first < second).toBe(one < other);
    }),
  );
});

test('ids of one millisecond differ by their whole randomness', () => {
  fc.assert(
    fc.property(anyRandom, anyRandom, (a, b) => {
      fc.pre(a.some((byte, index) => byte !== b[index]));
      expect(composeMessageId('p', 0, a)).not.toBe(composeMessageId('p', 0, b));
    }),
  );
});

test('the time of a ULID is that of the specification', () => {
  expect(ulidTime(1_469_918_176_385)).toBe('01aryz6s41');
  expect(ulidTime(0)).toBe('0000000000');
  expect(ulidTime(2 ** 48 - 1)).toBe('7zzzzzzzzz');
});

const valid = composeMessageId('prospect_1', 1_795_590_000_000, new Uint8Array(ULID_RANDOM_BYTES));
test.each([
  ['nothing', ''],
  ['only a prefix', 'msg_'],
  ['a character short', valid.slice(0, -1)],
  ['a character long', `${valid}0`],
  ['upper case', valid.toUpperCase()],
  ['another prefix', valid.replace('msg_', 'msx_')],
  ['a letter that the alphabet leaves out', `${valid.slice(0, -1)}u`],
  ['a time past the end of ULIDs', valid.replace('msg_0', 'msg_8')],
  ['a line break behind it', `${valid}\n`],
  ['the separator of storage keys', `${valid.slice(0, -1)}#`],
])('%s is no message id', (_, text) => {
  expect(parseMessageId(text)).toBeUndefined();
});

test('the key of a prospect says nothing about the person and is the same for ever', () => {
  expect(prospectKey('prospect_456')).toBe(shortHash('prospect_456'));
  expect(prospectKey('prospect_456')).toMatch(/^[0-9a-z]{16}$/);
  expect(prospectKey('prospect_457')).not.toBe(prospectKey('prospect_456'));
});

test('a message id can be told in 26 bytes', () => {
  fc.assert(
    fc.property(fc.string(), anyInstant, anyRandom, (prospectId, at, random) => {
      const id = composeMessageId(prospectId, at, random);
      const bytes = bytesOfMessageId(id);
      expect([bytes.length, messageIdOf(bytes)]).toEqual([MESSAGE_ID_BYTES, id]);
    }),
  );
  expect(() => bytesOfMessageId('msg_1')).toThrow('msg_1 is no message id');
});

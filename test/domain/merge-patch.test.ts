import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameValue, mergePatch, mergePatchBetween } from '../../shared/domain/merge-patch.ts';

/** RFC 7396, Appendix A: original, patch, result. */
const APPENDIX_A: readonly [unknown, unknown, unknown][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

test.each(APPENDIX_A)('%j patched with %j is %j, as RFC 7396 has it', (original, patch, result) => {
  expect(mergePatch(original, patch)).toStrictEqual(result);
});

const { tree: withoutNull } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.integer(), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 2 }), tie('tree'), { maxKeys: 4 }),
  ),
}));
const document = fc.dictionary(fc.string({ maxLength: 2 }), withoutNull, { maxKeys: 5 });

describe('For any JSON values', () => {
  test('a patch leaves what it changes and itself as they were, and what it does not name as it was', () => {
    fc.assert(
      fc.property(document, fc.dictionary(fc.string({ maxLength: 2 }), fc.jsonValue()), (target, patch) => {
        const before = JSON.stringify([target, patch]);
        const merged = mergePatch(target, patch) as Record<string, unknown>;
        expect(JSON.stringify([target, patch])).toBe(before);
        const kept = Object.entries(target).filter(([name]) => !Object.hasOwn(patch, name));
        expect(Object.entries(merged).filter(([name]) => !Object.hasOwn(patch, name))).toEqual(kept);
        for (const [name, value] of Object.entries(patch))
          expect(Object.hasOwn(merged, name)).toBe(value !== null);
      }),
    );
  });

  test('a patch that was applied changes nothing more', () => {
    fc.assert(
      fc.property(document, fc.jsonValue(), (target, patch) => {
        const once = mergePatch(target, patch);
        expect(mergePatch(once, patch)).toEqual(once);
      }),
    );
  });

  test('the patch between two documents makes the one of the other, and is empty for the same one', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        expect(mergePatch(before, mergePatchBetween(before, after))).toEqual(after);
        expect(mergePatchBetween(before, structuredClone(before))).toEqual({});
        expect(isSameValue(before, after)).toBe(Object.keys(mergePatchBetween(before, after)).length === 0);
      }),
    );
  });
});

test('A field that is called like what objects inherit is a field like any other', () => {
  const patch = JSON.parse('{"__proto__": {"granted": true}, "constructor": null}') as unknown;
  const merged = mergePatch({ constructor: 'x' }, patch) as Record<string, unknown>;
  expect(Object.keys(merged)).toEqual(['__proto__']);
  expect(merged['granted']).toBeUndefined();
});

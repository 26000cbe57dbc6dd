import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYERS } from './layers.ts';
import { PLANTED_VIOLATIONS } from './planted-violations.ts';
import { findViolations } from './violations.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('Who may import whom', () => {
  it('is kept everywhere in the repository', () => {
    expect(findViolations(ROOT)).toEqual([]);
  });

  describe('is enforced: in a house where each rule is broken once', () => {
    let house: string;
    let found: string[];

    beforeAll(() => {
      house = mkdtempSync(join(tmpdir(), 'planted-violations-'));
      for (const { file, source } of PLANTED_VIOLATIONS) {
        mkdirSync(dirname(join(house, file)), { recursive: true });
        writeFileSync(join(house, file), source);
      }
      found = findViolations(house);
    });
    afterAll(() => rmSync(house, { recursive: true }));

    it.each(PLANTED_VIOLATIONS)('$rule', (violation) => {
      expect(found).toContain(violation.found);
    });

    it('nothing else is reported', () => {
      expect(found.toSorted()).toEqual(PLANTED_VIOLATIONS.map((violation) => violation.found).toSorted());
    });

    it('every layer has its planted violation', () => {
      const broken = new Set(found.map((sentence) => /\((.+?)\)/.exec(sentence)?.[1]));
      expect(LAYERS.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
    });
  });
});

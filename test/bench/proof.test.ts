import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { proofSection, replaceProof, type SimulationFigures } from '../../bench/proof-section.ts';
import { FIGURES } from './figures.ts';

const simulation: SimulationFigures = {
  seedsPerSecond: 412.4,
  seeds: 2_000,
  faults: 60_000,
  guards: [
    { name: 'claim', keeps: 'one sender per attempt', breaks: 'no-attempt-twice', seeds: 1_003 },
    { name: 'watch', keeps: 'an attempt from being forgotten', breaks: null, seeds: null },
  ],
};

describe('The README’s proof', () => {
  const section = proofSection(FIGURES, simulation);
  const rows = section.split('\n').filter((line) => line.startsWith('| '));

  test('says what was taken out, what broke and when that was noticed', () => {
    expect(section).toContain(
      '**2,000 days with 60,000 faults and without a broken promise** (412 days a second)',
    );
    expect(rows).toContain('| `claim` | one sender per attempt | `no-attempt-twice` in seed 1,003 |');
    expect(rows).toContain('| `watch` | an attempt from being forgotten | **not noticed** |');
  });

  test('says what a million messages cost, beside the least and the careless', () => {
    expect(rows).toContain('| one SMS | **$12.00** (1.20 ×) | $20.00 (1.25 ×) | $80.00 (6.7 ×) |');
    expect(section).toContain('4 write units and 8 read units');
    expect(section).toContain('With 100,000 messages stored it uses exactly as much as with 1,000.');
  });

  test('says how fast it is, and what is a model', () => {
    expect(rows).toContain(
      '| the same for 144 different messages | 200,000/s | json-rules-engine: 1,000/s (200 × slower) |',
    );
    expect(rows).toContain(
      '| processor time of rendering one e-mail in HTML (with the longest values) | 100 µs (400 µs) | aim: 200 µs |',
    );
    expect(rows).toContain('| size of a function | 29–488 KB | bundled the default way: 66–2742 KB |');
    expect(rows).toContain(
      '| *modelled:* a million recipients by email (10 calls of 100 a second) | 17 min 30 s | the provider’s own limit: 16 min 40 s (1.05 ×) |',
    );
  });

  test('refuses figures that lack a part', () => {
    const { ledger: _left, ...rest } = FIGURES;
    expect(() => proofSection(rest, simulation)).toThrow('the ledger');
  });

  test('has its place in the README, and only there', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const filled = replaceProof(readme, section);
    expect(filled).toContain(section);
    expect(replaceProof(filled, 'x').replace(/(<!-- proof:begin -->)[^]*(<!-- proof:end -->)/, '$1$2')).toBe(
      readme.replace(/(<!-- proof:begin -->)[^]*(<!-- proof:end -->)/, '$1$2'),
    );
    expect(() => replaceProof('a document without marks', section)).toThrow('proof:begin');
  });
});

import { expect, test } from 'vitest';
import { durationMilliseconds } from '../../local/control/duration.ts';
import { dueAfter } from '../../local/aws/schedule-expression.ts';

const after = Date.parse('2026-03-01T10:00:00Z');

test.each([
  ['at(2026-03-02T09:30:00)', 'UTC', '2026-03-02T09:30:00.000Z'],
  ['at(2026-02-02T09:30:00)', 'UTC', '2026-02-02T09:30:00.000Z'],
  ['at(2026-07-02T09:30:00)', 'Europe/Paris', '2026-07-02T07:30:00.000Z'],
  ['rate(5 minutes)', 'UTC', '2026-03-01T10:05:00.000Z'],
  ['rate(1 day)', 'UTC', '2026-03-02T10:00:00.000Z'],
  ['cron(0 8 * * ? *)', 'UTC', '2026-03-02T08:00:00.000Z'],
  ['cron(0 8 ? * 2 *)', 'UTC', '2026-03-02T08:00:00.000Z'],
  ['cron(30 9 ? * MON-FRI *)', 'Europe/Paris', '2026-03-02T08:30:00.000Z'],
])('%s in %s falls due at %s', (expression, zone, expected) => {
  expect(new Date(dueAfter(expression, zone, after) ?? 0).toISOString()).toBe(expected);
});

test.each(['at(2026-03-02)', 'at(2026-13-02T09:30:00)', 'rate(0 minutes)', 'rate(5 weeks)', 'now', ''])(
  'refuses %s',
  (expression) => {
    expect(() => dueAfter(expression, 'UTC', after)).toThrow(RangeError);
  },
);

test.each([
  ['PT6H', 6 * 3_600_000],
  ['P2DT30M', 2 * 86_400_000 + 1_800_000],
  ['P1W', 7 * 86_400_000],
  ['PT1.5S', 1_500],
  ['PT', undefined],
  ['P', undefined],
  ['P1M', undefined],
  ['6h', undefined],
])('reads the duration %s', (text, expected) => {
  expect(durationMilliseconds(text)).toBe(expected);
});

import * as fc from 'fast-check';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';

/** Zones with every kind of night: an hour's jump, half an hour's, in either hemisphere, and none at all. */
const ZONES = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Martinique',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
] as const;

/** The instants at which those zones change their clocks in 2026. */
const JUMPS = [
  ['Europe/Paris', '2026-03-29T01:00:00Z'],
  ['Europe/Paris', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
] as const;

function within(jump: string, away: number): fc.Arbitrary<Instant> {
  const seconds = away / SECOND;
  return fc.integer({ min: -seconds, max: seconds }).map((second) => Date.parse(jump) + second * SECOND);
}

/** A zone, and an instant at most three hours from one at which it changes its clocks. */
export const nightOfChange = fc
  .constantFrom(...JUMPS)
  .chain(([zone, jump]) => fc.record({ zone: fc.constant(zone), instant: within(jump, 3 * HOUR) }));

export const anyZone = fc.constantFrom(...ZONES);

/** Half of them within a day of a change of clocks. */
export const anyInstant = fc.oneof(
  fc.constantFrom(...JUMPS).chain(([, jump]) => within(jump, DAY)),
  fc
    .integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2036, 0, 1) / MINUTE })
    .map((minute) => minute * MINUTE),
);

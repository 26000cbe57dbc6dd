import type { Instant } from '../domain/instant.ts';

/** The time. Never fails. */
export interface Clock {
  now(): Instant;
}

import type { JourneyVersion } from '../domain/journeys/definition.ts';

/** What a list shows of a journey that the tenant has versions of. */
export interface JourneyHead {
  journeyId: string;
  name: string;
  /** Of its newest version. */
  number: number;
  isBuiltIn: boolean;
}

/**
 * The versions of one tenant's journeys. A version is written once and never changed or removed: people finish on the
 * one they entered. Methods throw when storage does not answer and can be called again.
 */
export interface JourneyStore {
  /** The newest version; consistent. */
  latest(journeyId: string): Promise<JourneyVersion | undefined>;
  read(journeyId: string, number: number): Promise<JourneyVersion | undefined>;
  /** `taken`: somebody else wrote the version of this number first. */
  add(version: JourneyVersion): Promise<'added' | 'taken'>;
  /** Every journey with a version, in the order of their ids; may be a moment behind. */
  list(): Promise<readonly JourneyHead[]>;
}

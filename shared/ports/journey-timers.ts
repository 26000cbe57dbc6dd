import type { Instant } from '../domain/instant.ts';
import type { JourneyTold } from '../domain/journeys/journey-event.ts';

/** What journeys are told later. Throws when nothing was planned. */
export interface JourneyTimers {
  /** `name`: deterministic, at most 64 characters of letters, digits, `_`, `-` and `.`. Planning twice keeps the later call's instant. */
  plan(name: string, at: Instant, told: JourneyTold): Promise<void>;
  /** Nothing happens when there is none of that name. */
  drop(name: string): Promise<void>;
}

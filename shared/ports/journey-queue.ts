import type { JourneyTold } from '../domain/journeys/journey-event.ts';

/** Where events of journeys wait. At least once, in any order. Throws when nothing was enqueued. */
export interface JourneyQueue {
  send(told: JourneyTold): Promise<void>;
}

import type { IntakeCommand } from '../domain/journeys/intake.ts';

/** Where parts of audiences wait to enter journeys. At least once, in any order; a delay (seconds) is at most 15 minutes. */
export interface IntakeQueue {
  send(command: IntakeCommand, delaySeconds?: number): Promise<void>;
}

import type { PlanCommand, PrepareCommand } from '../domain/commands.ts';

/** Where broadcasts wait to be prepared. At least once. Throws when nothing was enqueued. */
export interface PrepareQueue {
  send(command: PrepareCommand): Promise<void>;
}

/** Where chunks wait to be planned. At least once, in any order. */
export interface PlanQueue {
  send(command: PlanCommand): Promise<void>;
}

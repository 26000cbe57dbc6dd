/** Something to prepare: a file to read, or a broadcast whose time has come. */
export type PrepareCommand =
  | { kind: 'read-audience'; tenantId: string; audienceId: string }
  | { kind: 'begin-broadcast'; tenantId: string; broadcastId: string };

/** Decide on the people of one chunk. Whoever had to wait is planned anew in a later round. */
export interface PlanCommand {
  tenantId: string;
  broadcastId: string;
  chunk: number;
  round: number;
}

/** Where broadcasts wait to be prepared. At least once. Throws when nothing was enqueued. */
export interface PrepareQueue {
  send(command: PrepareCommand): Promise<void>;
}

/** Where chunks wait to be planned. At least once, in any order; a delay (seconds) is at most 15 minutes. */
export interface PlanQueue {
  send(command: PlanCommand, delaySeconds?: number): Promise<void>;
}

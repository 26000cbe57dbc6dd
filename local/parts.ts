import type { IncomingMessage, ServerResponse } from 'node:http';

/** Something that answers requests of the local stack's one port. */
export interface LocalRoutes {
  /** True when the request was for this part and has been answered. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
}

/** Something whose work falls due at instants of the virtual clock. */
export interface TimedPart {
  /** The next instant (ms) at which this part has work to do, if any. */
  nextDue(): number | undefined;
  /** Does everything due at or before `now`. Resolves when it has been handed over. */
  runDue(now: number): Promise<void>;
}

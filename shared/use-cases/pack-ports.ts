import type { Broadcast, PackCommand } from '../domain/broadcast.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { PackRun } from '../domain/pack-run.ts';
import type { PackRef } from '../ports/pack-store.ts';
import type { Pace } from '../ports/pace.ts';
import type { PackQueues } from '../ports/queues.ts';
import type { SenderPorts } from './sender-ports.ts';

/** What sending a pack needs. */
export interface PackPorts extends Omit<SenderPorts, 'sendQueues'> {
  packQueues: PackQueues;
  pace: Pace;
}

/** One run of a pack: what it was told, and what it found. */
export interface PackTask {
  command: PackCommand;
  ref: PackRef;
  broadcast: Broadcast;
  /** Names this run. */
  owner: string;
  startedAt: Instant;
  /** What the run before left behind. */
  before: PackRun | undefined;
}

/** Longer than a function runs: whoever finds it over finds nobody at work. */
export const LEASE = 6 * MINUTE;
/** After so long a run begins no call any more, and has time to record what came of those it made. */
export const CALLS_FOR = 4 * MINUTE;

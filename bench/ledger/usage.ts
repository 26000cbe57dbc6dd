/** What AWS charges for, or limits, and the ledger counts. */
export const COUNTERS = [
  'apiRequests',
  'invocations',
  'sqsRequests',
  /** DynamoDB charges units, not requests. */
  'tableRequests',
  'writeUnits',
  'readUnits',
  /** Calls of CreateSchedule and UpdateSchedule, which are free. */
  'schedulerCalls',
  'scheduledInvocations',
  'events',
  's3Puts',
  's3Gets',
  /** Standard throughput, which is free. */
  'parameterReads',
  /** Not AWS's to charge. */
  'providerCalls',
  'logBytes',
] as const;

export type Counter = (typeof COUNTERS)[number];
export type Usage = Record<Counter, number>;

const REQUESTS: readonly Counter[] = [
  'apiRequests',
  'invocations',
  'sqsRequests',
  'tableRequests',
  'schedulerCalls',
  'scheduledInvocations',
  'events',
  's3Puts',
  's3Gets',
  'parameterReads',
];

/** Everything that AWS is asked to do, charged or not. */
export function requestsOf(usage: Readonly<Usage>): number {
  return REQUESTS.reduce((sum, counter) => sum + usage[counter], 0);
}

/** What an invocation waits for, one after the other; what it waits for side by side counts once. */
export const WAITS = ['table', 'queue', 'scheduler', 'events', 'parameters', 'files', 'provider'] as const;

export type Wait = (typeof WAITS)[number];
export type Waits = Record<Wait, number>;

export function noUsage(): Usage {
  return Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Usage;
}

export function noWaits(): Waits {
  return Object.fromEntries(WAITS.map((wait) => [wait, 0])) as Waits;
}

export function addTo<K extends string>(sum: Record<K, number>, more: Readonly<Record<K, number>>): void {
  for (const key of Object.keys(more) as K[]) sum[key] += more[key];
}

/** SQS and EventBridge charge each started 64 KB as a request of its own. */
const CHUNK_BYTES = 64 * 1_024;

export function chunksOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / CHUNK_BYTES));
}

/** CloudWatch Logs adds this to every line it takes in. */
export const LOG_LINE_OVERHEAD_BYTES = 26;

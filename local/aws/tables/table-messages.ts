/** What the thread of the table is started with. */
export interface TableSetup {
  /** The folder of the database; in memory without it. */
  readonly path: string | undefined;
  /** The URL of a file from which packages are found. */
  readonly from: string;
}

/** To the thread of the table. */
export interface TableRequest {
  readonly id: number;
  /** DynamoDB's name: `GetItem`. */
  readonly operation: string;
  /** JSON. */
  readonly body: string;
}

/** From the thread of the table; `id` is the request's. */
export interface TableAnswer {
  readonly id: number;
  readonly status: number;
  /** JSON. */
  readonly body: string;
  readonly writeUnits: number;
}

export type ToTable = TableRequest | 'close';
/** `open`: requests may come. `closed`: everything is on disk, and the thread ends. */
export type FromTable = TableAnswer | 'open' | 'closed';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context, SQSEvent } from 'aws-lambda';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { Retry } from '../../shared/adapters/retry.ts';
import { readEnv, requireEnv } from '../../shared/env.ts';
import { remainingTime } from '../../shared/runtime/deadline.ts';
import { createLogger } from '../../shared/runtime/logger.ts';

/** Makes a thing once, when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A storage that does not answer must not eat a function's time: three short tries, then a fault. */
export const AWS_CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
};

let records = 1;

/** The records that this function is working on side by side: what they send can share requests. */
export const recordsAtWork = (): number => records;

/** A queue's handler that says how many records it was given. */
export function countingRecords<R>(
  handler: (event: SQSEvent, context?: Context) => R,
): (event: SQSEvent, context?: Context) => R {
  return (event, context) => {
    records = event.Records.length;
    return handler(event, context);
  };
}

export const logger = once(() => createLogger(readEnv('logLevel')));
export const retry = once(() => new Retry({ remaining: remainingTime }));
export const table = once(() => new Table(new DynamoDBClient(AWS_CLIENT), requireEnv('table'), retry()));

/** Something old is handed out since its source does not answer. @param kind never an id or a value. */
export const noteStale = (kind: string): void => logger().warn('stale-value', { kind });

/** Providers that stay silent are counted by an alarm. */
export const noteProviderDown = (channel: string): void => logger().warn('provider-down', { channel });

export function retentionDays(): number {
  return Number(requireEnv('retentionDays'));
}

import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { noteDeadline } from '../deadline.ts';
import type { Logger } from '../logger.ts';

/** Handles one record; throwing means "deliver it again". `isRepetition`: SQS delivered it before. */
export type HandleRecord<T> = (message: T, isRepetition: boolean) => Promise<object | string | void>;

export interface ConsumerOptions<T> {
  name: string;
  parse: (body: unknown) => T;
  handle: HandleRecord<T>;
  logger: Logger;
}

/** The Lambda handler of a queue: records side by side, and only those that failed come back. */
export function queueConsumer<T>(options: ConsumerOptions<T>) {
  return async (event: SQSEvent, context?: Context): Promise<SQSBatchResponse> => {
    noteDeadline(context);
    const failures = await Promise.all(event.Records.map((record) => consume(record, options)));
    return {
      batchItemFailures: failures
        .filter((id) => id !== undefined)
        .map((itemIdentifier) => ({ itemIdentifier })),
    };
  };
}

async function consume<T>(
  record: SQSRecord,
  { name, parse, handle, logger }: ConsumerOptions<T>,
): Promise<string | undefined> {
  const receives = Number(record.attributes.ApproximateReceiveCount);
  try {
    const outcome = await handle(parse(JSON.parse(record.body)), receives > 1);
    logger.info(`${name}-done`, {
      record: record.messageId,
      ...(typeof outcome === 'string' ? { outcome } : outcome),
    });
    return undefined;
  } catch (error) {
    logger.error(`${name}-failed`, error, { record: record.messageId, receives });
    return record.messageId;
  }
}

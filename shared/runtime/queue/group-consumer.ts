import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { noteDeadline } from '../deadline.ts';
import type { Logger } from '../logger.ts';

export interface GroupConsumerOptions<T> {
  name: string;
  /** What one record holds. */
  parse: (body: unknown) => readonly T[];
  groupOf: (item: T) => string;
  /** Handles everything of one group; throwing means "deliver it again". */
  handle: (group: string, items: readonly T[]) => Promise<Readonly<Record<string, number>>>;
  logger: Logger;
}

/** The Lambda handler of a queue that is worked off in groups: records that hold a part of a failed one come back. */
export function groupConsumer<T>(options: GroupConsumerOptions<T>) {
  return async ({ Records: records }: SQSEvent, context?: Context): Promise<SQSBatchResponse> => {
    noteDeadline(context);
    const read = records.map((record) => ({ record, items: itemsOf(record, options) }));
    const all = read.flatMap(({ items }) => items ?? []);
    const outcomes = await Promise.all(
      [...Map.groupBy(all, options.groupOf)].map(async ([group, items]) => ({
        group,
        isDone: await isHandled(group, items, options),
      })),
    );
    const failed = new Set(outcomes.filter(({ isDone }) => !isDone).map(({ group }) => group));
    const unfinished = read.filter(
      ({ items }) => items === undefined || items.some((item) => failed.has(options.groupOf(item))),
    );
    return {
      batchItemFailures: unfinished.map(({ record }) => ({ itemIdentifier: record.messageId })),
    };
  };
}

function itemsOf<T>(record: SQSRecord, { name, parse, logger }: GroupConsumerOptions<T>) {
  try {
    return parse(JSON.parse(record.body));
  } catch (error) {
    logger.error(`${name}-failed`, error, { record: record.messageId });
    return undefined;
  }
}

async function isHandled<T>(
  group: string,
  items: readonly T[],
  { name, handle, logger }: GroupConsumerOptions<T>,
): Promise<boolean> {
  try {
    logger.info(`${name}-done`, { group, ...(await handle(group, items)) });
    return true;
  } catch (error) {
    logger.error(`${name}-failed`, error, { group });
    return false;
  }
}

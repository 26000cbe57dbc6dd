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
  let body: unknown;
  try {
    body = JSON.parse(record.body);
    const outcome = await handle(parse(body), receives > 1);
    logger.info(`${name}-done`, {
      record: record.messageId,
      ...(typeof outcome === 'string' ? { outcome } : outcome),
    });
    return undefined;
  } catch (error) {
    logger.error(`${name}-failed`, error, {
      record: record.messageId,
      receives,
      ...namedIn(body),
    });
    return record.messageId;
  }
}

const NAMES = ['messageId', 'enrolmentId', 'broadcastId', 'pack', 'tenantId'] as const;
/** Ids of ours, and of tenants. */
const ID = /^\w{1,64}$/;

/** What a record that failed is about, by the ids that it names. */
function namedIn(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== 'object' || body === null) return {};
  const { message, ...rest } = body as { message?: unknown };
  const inside =
    typeof message === 'object' && message !== null ? (message as { id?: unknown }).id : undefined;
  const names: Record<string, unknown> = { ...rest, ...(inside !== undefined && { messageId: inside }) };
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const id = names[name];
      return typeof id === 'string' && ID.test(id) ? [[name, id]] : [];
    }),
  );
}

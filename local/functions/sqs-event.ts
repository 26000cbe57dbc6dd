import type { SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import type { StoredMessage } from '../aws/fauxqs.ts';
import type { ReceivedMessage } from '../aws/queues.ts';
import { isObject } from '../template/cloud-formation.ts';

/** The event that Lambda makes of a batch of messages. */
export function sqsEvent(batch: readonly ReceivedMessage[], queueArn: string, clockOffset: number): SQSEvent {
  return { Records: batch.map((received) => sqsRecord(received, queueArn, clockOffset)) };
}

function sqsRecord(
  { receiptHandle, message }: ReceivedMessage,
  queueArn: string,
  clockOffset: number,
): SQSRecord {
  return {
    messageId: message.messageId,
    receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.approximateReceiveCount),
      SentTimestamp: String(message.sentTimestamp + clockOffset),
      SenderId: queueArn.split(':')[4] ?? '',
      ApproximateFirstReceiveTimestamp: String((message.approximateFirstReceiveTimestamp ?? 0) + clockOffset),
    },
    messageAttributes: attributesOf(message),
    md5OfBody: message.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
}

function attributesOf(message: StoredMessage): SQSMessageAttributes {
  const attributes = Object.entries(message.messageAttributes).map(
    ([name, { DataType, StringValue, BinaryValue }]) =>
      [
        name,
        {
          dataType: DataType,
          ...(StringValue !== undefined && { stringValue: StringValue }),
          ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        },
      ] as const,
  );
  return Object.fromEntries(attributes);
}

/**
 * Which messages of a batch the function did not finish, by its answer. As in AWS, an answer that names an unknown
 * message counts the whole batch as unfinished.
 */
export function unfinishedIds(result: unknown, batch: readonly ReceivedMessage[]): ReadonlySet<string> {
  const failures = isObject(result) ? result['batchItemFailures'] : undefined;
  if (!Array.isArray(failures)) return new Set();
  const known = new Set(batch.map(({ message }) => message.messageId));
  const named = failures.map((failure: unknown) =>
    isObject(failure) ? failure['itemIdentifier'] : undefined,
  );
  const valid = named.filter((id) => typeof id === 'string' && known.has(id));
  return valid.length === named.length ? new Set(valid.map(String)) : known;
}

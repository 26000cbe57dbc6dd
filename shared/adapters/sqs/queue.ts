import { type SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { type Companions, microBatch } from '../micro-batch.ts';
import { PassingFault, type Retry } from '../retry.ts';

interface Entry {
  body: string;
  delaySeconds: number;
  group: string | undefined;
}

/** Of one request to SQS: ten messages, and a mebibyte with a margin for what surrounds them. */
const LIMITS = { entries: 10, weight: { most: 1_000_000, of: ({ body }: Entry) => Buffer.byteLength(body) } };

/** Puts JSON into one queue, several messages a request when they come together. */
export class SqsQueue {
  readonly #send: (entry: Entry) => Promise<void>;

  /** `companions`: how many callers send side by side; each is taken to be alone without it. */
  constructor(client: SQSClient, url: string, companions: Companions = () => 1, retry?: Retry) {
    this.#send = microBatch({ ...LIMITS, companions, retry }, async (entries) => {
      const answer = await client.send(
        new SendMessageBatchCommand({ QueueUrl: url, Entries: entries.map(toRequest) }),
      );
      const faults = new Map(
        (answer.Failed ?? []).map(({ Id, Code = '?', SenderFault }) => {
          const message = `SQS refused a message: ${Code}`;
          return [Id, SenderFault === false ? new PassingFault(message) : new Error(message)];
        }),
      );
      return entries.map((_, index) => faults.get(String(index)));
    });
  }

  /**
   * Resolves once SQS has the message. `group`: whose it is; SQS sees to it that one of them does not hold up the others
   * (fair queues). @throws when it has not.
   */
  async send(message: unknown, delaySeconds = 0, group?: string): Promise<void> {
    await this.#send({ body: toText(message), delaySeconds, group });
  }
}

function toRequest({ body, delaySeconds, group }: Entry, index: number) {
  return {
    Id: String(index),
    MessageBody: body,
    ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
    ...(group !== undefined && { MessageGroupId: group }),
  };
}

/** The two characters that JSON leaves as they are and SQS does not take: written as their numbers. */
const NOT_TAKEN = /[\ufffe\uffff]/g;

function toText(message: unknown): string {
  return JSON.stringify(message).replace(
    NOT_TAKEN,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}

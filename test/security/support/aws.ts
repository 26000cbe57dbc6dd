import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFauxqs } from '../../../local/aws/fauxqs.ts';
import { S3AudienceFiles } from '../../../shared/adapters/signed-aws/s3-audience-files.ts';
import { S3Attachments } from '../../../shared/adapters/signed-aws/s3-attachments.ts';
import { sqsRoutingQueue } from '../../../shared/adapters/sqs/command-queues.ts';
import { SqsQueue } from '../../../shared/adapters/sqs/queue.ts';
import type { AudienceFiles } from '../../../shared/ports/audience-files.ts';
import type { AttachmentStore } from '../../../shared/ports/attachment-store.ts';
import type { RoutingQueue } from '../../../shared/ports/queues.ts';
import { CLIENT } from '../../support/loopback.ts';

/** The routing queue and the attachments over an emulation that refuses what SQS and S3 refuse. */
export interface AwsUnderTest {
  readonly routingQueue: RoutingQueue;
  readonly attachments: AttachmentStore;
  readonly audiences: AudienceFiles;
  /** How many messages the routing queue holds. */
  readonly accepted: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Of an S3 key, in bytes of UTF-8. */
const LONGEST_KEY = 1_024;
const BUCKET = 'attachments';

export async function openAws(): Promise<AwsUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'coccinelle-aws-'));
  const { app, buckets, persistence } = await openFauxqs(folder);
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: CLIENT.region,
    AWS_ACCESS_KEY_ID: CLIENT.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CLIENT.credentials.secretAccessKey,
  });
  buckets.createBucket(BUCKET);
  const sqs = new SQSClient({ ...CLIENT, endpoint });
  await sqs.send(new CreateQueueCommand({ QueueName: 'routing' }));
  const QueueUrl = `${endpoint}/000000000000/routing`;
  return {
    routingQueue: sqsRoutingQueue(new SqsQueue(sqs, QueueUrl)),
    attachments: withKeysAsS3TakesThem(new S3Attachments(BUCKET)),
    audiences: new S3AudienceFiles(BUCKET),
    async accepted() {
      const AttributeNames = ['ApproximateNumberOfMessages' as const];
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return Number(Attributes?.['ApproximateNumberOfMessages']);
    },
    async close() {
      sqs.destroy();
      await app.close();
      persistence.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The emulation takes keys of any length and puts those with dots where it likes. */
function withKeysAsS3TakesThem(store: S3Attachments): AttachmentStore {
  return {
    async put(key, content, contentType) {
      if (Buffer.byteLength(decodeURIComponent(key)) > LONGEST_KEY) throw new Error('KeyTooLongError');
      if (new URL(key, 'https://s3.example').pathname !== `/${key}`)
        throw new Error(`The file is not where its key says: ${key}`);
      await store.put(key, content, contentType);
    },
    get: (key) => store.get(key),
    remove: (key) => store.remove(key),
    temporaryUrl: (key, now) => store.temporaryUrl(key, now),
  };
}

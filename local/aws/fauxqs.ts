import { buildApp } from 'fauxqs';

/** A message as fauxqs keeps it; instants are milliseconds of real time. */
export interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly sentTimestamp: number;
  readonly messageAttributes: Readonly<Record<string, StoredAttribute>>;
  approximateReceiveCount: number;
  approximateFirstReceiveTimestamp?: number;
  delayUntil?: number;
}

interface StoredAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

interface Inflight {
  readonly message: StoredMessage;
  visibilityDeadline: number;
}

/** A fauxqs queue, as far as the local stack looks inside. */
export interface StoredQueue {
  readonly name: string;
  readonly arn: string;
  messages: StoredMessage[];
  delayedMessages: StoredMessage[];
  readonly inflightMessages: Map<string, Inflight>;
  setAttributes(attributes: Readonly<Record<string, string>>): void;
  enqueue(message: StoredMessage): void;
  dequeue(
    count: number,
    visibilityTimeout: number | undefined,
    deadLetterQueue: (arn: string) => StoredQueue | undefined,
  ): readonly { readonly ReceiptHandle: string }[];
  deleteMessage(receiptHandle: string): boolean;
  processTimers(): void;
  waitForMessages(seconds: number): Promise<void>;
}

interface QueueStore {
  persistence: Persistence;
  allQueues(): Iterable<StoredQueue & { persistence: Persistence }>;
  createQueue(
    name: string,
    url: string,
    arn: string,
    attributes: Readonly<Record<string, string>>,
  ): StoredQueue;
  getQueueByArn(arn: string): StoredQueue | undefined;
  shutdown(): void;
}

interface Persistence {
  readonly db: {
    exec(sql: string): void;
    prepare(sql: string): { run(...values: readonly (string | number | null)[]): unknown };
  };
  transaction(work: () => void): void;
  load(queues: QueueStore, topics: object, buckets: BucketStore): void;
  updateMessageReady(messageId: string): void;
  close(): void;
}

interface BucketStore {
  persistence: Persistence;
  createBucket(name: string): void;
}

/** fauxqs, opened: what is in it, and its HTTP interface. */
export interface Fauxqs {
  readonly queues: QueueStore;
  readonly buckets: BucketStore;
  readonly persistence: Persistence;
  readonly app: ReturnType<typeof buildApp>;
  createMessage(body: string): StoredMessage;
}

/** What the modules behind fauxqs export. */
interface Modules {
  readonly SqsStore: { new (): QueueStore; createMessage(body: string): StoredMessage };
  readonly SnsStore: new () => object;
  readonly S3Store: new () => BucketStore;
  readonly PersistenceManager: new (folder: string) => Persistence;
  readonly INVALID_MESSAGE_BODY_CHAR: RegExp;
}

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;

/**
 * Opens fauxqs on a folder without its own server, which would listen on every interface: requests are injected.
 * The stores behind it are not exported by name, so they are loaded by address.
 */
export async function openFauxqs(folder: string): Promise<Fauxqs> {
  const { SqsStore, SnsStore, S3Store, PersistenceManager, INVALID_MESSAGE_BODY_CHAR } = await loadModules();
  // Written without the flag for whole characters, fauxqs's own takes both halves of every emoji for invalid.
  Object.assign(INVALID_MESSAGE_BODY_CHAR, { test: (body: string) => NOT_TAKEN_BY_SQS.test(body) });
  const [queues, topics, buckets] = [new SqsStore(), new SnsStore(), new S3Store()];
  const persistence = new PersistenceManager(folder);
  prepare(persistence);
  persistence.load(queues, topics, buckets);
  queues.persistence = persistence;
  buckets.persistence = persistence;
  for (const queue of queues.allQueues()) queue.persistence = persistence;
  const stores: unknown = { sqsStore: queues, snsStore: topics, s3Store: buckets };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are fauxqs's own classes, loaded by address
  const app = buildApp({ logger: false, stores: stores as Stores });
  await app.ready();
  return { queues, buckets, persistence, app, createMessage: (body) => SqsStore.createMessage(body) };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const NOT_TAKEN_BY_SQS = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

async function loadModules(): Promise<Modules> {
  const paths = ['sqs/sqsStore.js', 'sqs/sqsTypes.js', 'sns/snsStore.js', 's3/s3Store.js', 'persistence.js'];
  const root = import.meta.resolve('fauxqs');
  const loaded = await Promise.all(paths.map((path) => import(new URL(path, root).href)));
  const modules: Modules = Object.assign({}, ...loaded);
  return modules;
}

function prepare(persistence: Persistence): void {
  // A killed process loses nothing that reached the operating system; waiting for the disk would only slow it down.
  persistence.db.exec('PRAGMA synchronous = NORMAL');
  // What was being worked on when the last run ended is nobody's now.
  persistence.db.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  // fauxqs also clears the receive count here, which its own schema forbids.
  const release = persistence.db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId) => void release.run(messageId);
}

import {
  DynamoDBClient,
  ScanCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_SECRET } from '../../../local/aws/caller.ts';
import { seed } from '../../../local/demo-data.ts';
import { RUNNER_KEY } from '../../../local/local-aws.ts';
import { type LocalStack, startLocalStack } from '../../../local/stack.ts';
import { StackUnderTest } from '../../support/local-stack.ts';

const CREDENTIALS = { accessKeyId: RUNNER_KEY, secretAccessKey: LOCAL_SECRET };

/** A record of a queue as SQS shows it: its body, and everything around it. */
export interface QueueRecord {
  body: string;
  /** All that is not the body. */
  around: string;
}

/** The local stack, seen from behind as well: its log, its table, its queues, its roles. */
export class WholeStack extends StackUnderTest {
  readonly said: string[] = [];
  #running: LocalStack | undefined;
  #folder = '';
  #dynamo: DynamoDBClient | undefined;
  #sqs: SQSClient | undefined;

  get running(): LocalStack {
    if (this.#running === undefined) throw new Error('The stack has not started');
    return this.#running;
  }

  override get url(): string {
    return this.running.url;
  }

  override async start(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'coccinelle-security-'));
    const log = (line: string) => void this.said.push(line);
    this.#running = await startLocalStack({ port: 0, dataDir: this.#folder, seed, log });
    const { awsUrl: endpoint, model } = this.#running;
    const client = { endpoint, region: model.region, credentials: CREDENTIALS };
    this.#dynamo = new DynamoDBClient(client);
    this.#sqs = new SQSClient(client);
  }

  override async stop(): Promise<void> {
    this.#dynamo?.destroy();
    this.#sqs?.destroy();
    await this.#running?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Everything that the functions and the stack itself have written to their logs. */
  async log(): Promise<string> {
    return [...this.said, await readFile(join(this.#folder, 'functions.log'), 'utf8')].join('\n');
  }

  /** Every item of the table. */
  async items(): Promise<Record<string, unknown>[]> {
    const TableName = this.running.model.tables[0]?.name;
    const { Items = [] } = await this.#dynamo!.send(new ScanCommand({ TableName }));
    return Items.map((item) => unmarshall(item));
  }

  /** Takes back what is noted of a message's first attempt, and lets its claim run out. */
  async forgetOutcome(messageId: string): Promise<void> {
    const { pk, sk } = (await this.items()).find(({ id }) => id === messageId) ?? {};
    await this.#change(pk, `${String(sk)}#A01`, {
      UpdateExpression: 'SET #until = :past REMOVE e_sent, d_sent, pid',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':past': { N: '1' } },
    });
  }

  /** Has somebody been recorded many years ago. */
  async age(prospectId: string): Promise<void> {
    const name = `"id":"${prospectId}"`;
    const { pk } =
      (await this.items()).find(({ sk, p }) => sk === 'PROFILE' && String(p).includes(name)) ?? {};
    await this.#change(pk, 'PROFILE', {
      UpdateExpression: 'SET rec = :past',
      ExpressionAttributeValues: { ':past': { N: '1' } },
    });
  }

  async #change(
    pk: unknown,
    sk: string,
    change: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>,
  ): Promise<void> {
    const TableName = this.running.model.tables[0]?.name;
    const Key = { pk: { S: String(pk) }, sk: { S: sk } };
    await this.#dynamo!.send(new UpdateItemCommand({ TableName, Key, ...change }));
  }

  /** Puts a record into a queue, as a redrive or another deployment might. */
  async put(queue: string, record: object | string): Promise<void> {
    const { QueueUrl } = await this.#sqs!.send(new GetQueueUrlCommand({ QueueName: this.#name(queue) }));
    const MessageBody = typeof record === 'string' ? record : JSON.stringify(record);
    await this.#sqs!.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }

  /** Takes everything out of a queue that no function reads. */
  async take(queue: string): Promise<QueueRecord[]> {
    const { QueueUrl } = await this.#sqs!.send(new GetQueueUrlCommand({ QueueName: this.#name(queue) }));
    const taken: QueueRecord[] = [];
    for (;;) {
      const { Messages = [] } = await this.#sqs!.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) return taken;
      for (const { Body = '', ...around } of Messages)
        taken.push({ body: Body, around: JSON.stringify(around) });
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#sqs!.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  }

  /** What `/_local/<name>` shows. */
  async shown(name: string): Promise<string> {
    return JSON.stringify((await this.demo.get(`/_local/${name}`)).body);
  }

  /** Lets everything happen that is on its way. */
  settled(): Promise<unknown> {
    return this.advance('PT1S');
  }

  #name(queue: string): string {
    const found = this.running.model.queues.find(({ name }) => name.endsWith(`-${queue}`));
    if (found === undefined) throw new Error(`There is no queue ${queue}`);
    return found.name;
  }
}

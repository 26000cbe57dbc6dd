import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { packMessage } from '../../shared/contracts/pack-message.ts';
import type { Broadcast, PackCommand } from '../../shared/domain/broadcast.ts';
import type { Prospect } from '../../shared/domain/prospect.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStageConfig } from '../../lib/stage-config.ts';
import { LOCAL_SECRET } from '../../local/aws/caller.ts';
import type { ReceivedMessage } from '../../local/aws/queues.ts';
import { AwsGateway } from '../../local/aws/gateway.ts';
import { API_KEYS, approvedContents, defaultSenders, seed } from '../../local/demo-data.ts';
import { executionOptions } from '../../local/function-environment.ts';
import type { Functions } from '../../local/functions/function-pool.ts';
import { sqsEvent, unfinishedIds } from '../../local/functions/sqs-event.ts';
import { HttpApi } from '../../local/http/http-api.ts';
import { RouteTable } from '../../local/http/route-table.ts';
import { type LocalAws, openLocalAws, RUNNER_KEY } from '../../local/local-aws.ts';
import { createSimulators, type Simulators } from '../../local/providers/simulators.ts';
import { readSettings } from '../../local/settings.ts';
import { prepareAssembly } from '../../local/template/assembly.ts';
import type { EventSourceModel, LocalModel } from '../../local/template/model.ts';
import { readAssembly } from '../../local/template/read-template.ts';
import { progress } from '../progress.ts';
import { FrozenClock } from './frozen-clock.ts';
import { FunctionHost } from './function-host.ts';
import { accessLogBytesOf } from './access-log.ts';
import { Ledger } from './ledger.ts';
import { chunksOf } from './usage.ts';

/** A working Tuesday in Paris, 14:00: nothing is closed. */
export const START = Date.parse('2026-11-24T14:00:00+01:00');
const DAY = 86_400_000;

/** What a message passes on its way. */
const FUNCTIONS = [
  'submit-message',
  'route-message',
  'send-sms',
  'send-email',
  'send-sms-packs',
  'send-email-packs',
  'receive-webhook',
  'record-event',
  'run-follow-up',
  'project-statistics',
];

/** The production stage's functions, over the emulated account that the local stack has, one step at a time. */
export class Account {
  readonly ledger = new Ledger();
  readonly clock = new FrozenClock(START);
  readonly model: LocalModel;
  readonly dynamo: DynamoDBClient;
  readonly #aws: LocalAws;
  readonly #url: string;
  readonly #simulators: Simulators;
  readonly #host: FunctionHost;
  readonly #close: () => Promise<void>;

  private constructor(parts: Parts) {
    this.model = parts.model;
    this.dynamo = parts.dynamo;
    this.#aws = parts.aws;
    this.#url = parts.url;
    this.#simulators = parts.simulators;
    this.#host = parts.host;
    this.#close = parts.close;
    this.ledger = parts.ledger;
    this.clock = parts.clock;
  }

  static async open(): Promise<Account> {
    const account = new Account(await openParts());
    await account.#host.warmUp(FUNCTIONS);
    return account;
  }

  /** A client's `POST /v1/messages`. @returns the id. */
  async post(body: object): Promise<string> {
    const answer = await fetch(`${this.#url}/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEYS.demo}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as { id: string };
    if (answer.status !== 202) throw new Error(`Not accepted: ${JSON.stringify(said)}`);
    return said.id;
  }

  /** Makes people known, as `PUT /v1/prospects` does, without being counted. */
  async introduce(people: readonly Prospect[]): Promise<void> {
    const table = new Table(this.dynamo, this.model.tables[0]?.name ?? '');
    const { prospects } = dynamoScopes(table, 1)('tenant_demo');
    for (const person of people) await prospects.put(person);
  }

  /** Puts a broadcast and its packs before the senders, as the planner does, without being counted. */
  async plan(broadcast: Broadcast, packs: readonly PackCommand[]): Promise<void> {
    const table = new Table(this.dynamo, this.model.tables[0]?.name ?? '');
    await dynamoScopes(table, 1)(broadcast.tenantId).broadcasts.create(broadcast);
    for (const pack of packs) {
      const queue = this.model.queues.find(({ name }) => name.endsWith(`-send-${pack.channel}-packs`));
      if (queue === undefined) throw new Error(`There is no queue for packs by ${pack.channel}`);
      this.#aws.queues.send(queue.arn, JSON.stringify(packMessage(pack)));
    }
  }

  /** The provider refuses so many SMS from here on. */
  refuseSms(count: number): void {
    this.#simulators.simulation.faults.add({ provider: 'twilio', mode: 'reject', errorCode: '21211', count });
  }

  /** Texts that reached people, with their channels. */
  get delivered(): number {
    const isDelivered = ({ history }: { history: readonly { status: string }[] }): boolean =>
      history.at(-1)?.status === 'delivered';
    return [...this.#simulators.simulation.store.messages.values()].filter(isDelivered).length;
  }

  /** Lets everything happen that follows, in batches of at most `batchSize`, the follow-ups of the next hour too. */
  async settle(batchSize: number): Promise<void> {
    await this.#workOff(batchSize);
    const before = this.#aws.schedules.all().length;
    await this.#aws.dueSchedules.runDue(this.clock.now() + DAY);
    const fired = before - this.#aws.schedules.all().length;
    // Scheduler writes to the queue in the account's name: one request each, beside its own price.
    this.ledger.add('run-follow-up', { scheduledInvocations: fired, sqsRequests: fired });
    await this.#workOff(batchSize);
    const gathered = this.model.eventSources.filter(isGathered).map(({ queueArn }) => queueArn);
    const depths = this.#aws.queues
      .depths()
      .filter(({ name }) => !gathered.some((arn) => arn.endsWith(`:${name}`)))
      .filter(({ visible, inFlight, delayed }) => visible + inFlight + delayed > 0);
    if (depths.length > 0) throw new Error(`Work is left: ${JSON.stringify(depths)}`);
  }

  /** Works off what is gathered for some minutes before anybody looks at it: all of it at once. */
  async endOfWindow(): Promise<void> {
    for (const source of this.model.eventSources.filter(isGathered))
      while (await this.#deliver(source, source.batchSize));
  }

  async close(): Promise<void> {
    await this.#close();
  }

  /** Until every queue is empty and the providers have told everything. */
  async #workOff(batchSize: number): Promise<void> {
    for (let idle = false; !idle;) {
      idle = true;
      for (const source of this.model.eventSources.filter((each) => !isGathered(each))) {
        while (await this.#deliver(source, batchSize)) idle = false;
        // What providers have to tell gathers before the next batch is taken.
        await this.#simulators.runDue(this.clock.now());
      }
    }
  }

  #receive(queueArn: string, atMost: number): ReceivedMessage[] {
    const batch: ReceivedMessage[] = [];
    for (let room = atMost; room > 0; room = atMost - batch.length) {
      const more = this.#aws.queues.receive(queueArn, Math.min(room, PER_REQUEST));
      if (more.length === 0) break;
      batch.push(...more);
    }
    return batch;
  }

  /** One batch. The event source mapping's own requests are charged, too: to receive and to delete ten messages each. */
  async #deliver({ queueArn, functionArn }: EventSourceModel, batchSize: number): Promise<boolean> {
    const { queues } = this.#aws;
    const batch = this.#receive(queueArn, batchSize);
    if (batch.length === 0) return false;
    const bytes = batch.reduce((sum, { message }) => sum + Buffer.byteLength(message.body), 0);
    const label = this.model.functions.find(({ arn }) => arn === functionArn)?.label ?? functionArn;
    const requests = Math.ceil(batch.length / PER_REQUEST);
    this.ledger.add(label, { sqsRequests: Math.max(chunksOf(bytes), requests) + requests });
    const result = await this.#host.invoke(functionArn, sqsEvent(batch, queueArn, this.clock.offset));
    const unfinished = unfinishedIds(result, batch);
    if (unfinished.size > 0) throw new Error(`${label} could not finish ${unfinished.size} records`);
    queues.settle(
      queueArn,
      batch.map(({ receiptHandle }) => receiptHandle),
      [],
    );
    return true;
  }
}

/** As many messages as SQS hands over or deletes in one request. */
const PER_REQUEST = 10;

function isGathered({ windowSeconds }: EventSourceModel): boolean {
  return windowSeconds > 0;
}

interface Parts {
  readonly ledger: Ledger;
  readonly clock: FrozenClock;
  readonly model: LocalModel;
  readonly dynamo: DynamoDBClient;
  readonly aws: LocalAws;
  readonly url: string;
  readonly simulators: Simulators;
  readonly host: FunctionHost;
  readonly close: () => Promise<void>;
}

async function openParts(): Promise<Parts> {
  const assembly = await prepareAssembly(progress);
  const dataDir = await mkdtemp(join(tmpdir(), 'coccinelle-ledger-'));
  const [http, gateway, clock, ledger] = [
    new HttpApi(),
    new AwsGateway(),
    new FrozenClock(START),
    new Ledger(),
  ];
  const url = `http://127.0.0.1:${await http.listen(0)}`;
  const awsUrl = await gateway.listen();
  const settings = readSettings({}, url);
  const model = readAssembly(assembly, { publicUrl: url, awsUrl });
  const aws = await openLocalAws({ model, settings, clock, dataDir, log: progress });
  aws.open(gateway);
  const { twilio, resend } = settings;
  const simulators = createSimulators({
    clock,
    dataDir,
    publicUrl: url,
    twilio,
    resend,
    autoDeliverAfter: 0,
    contents: approvedContents(url),
    defaultSenders: defaultSenders({}),
  });
  simulators.start();
  const credentials = { accessKeyId: RUNNER_KEY, secretAccessKey: LOCAL_SECRET };
  const dynamo = new DynamoDBClient({ endpoint: awsUrl, region: model.region, credentials });
  for (const { name } of model.tables) await seed(dynamo, name, {});
  const publishedEvents = readStageConfig('prod').publishedEvents.join(',');
  const functions = model.functions.map((target) => {
    const { environment } = executionOptions(target, { model, settings, clock, awsUrl, onLine: progress });
    return {
      label: target.label,
      arn: target.arn,
      environment: { ...environment, PUBLISHED_EVENTS: publishedEvents },
    };
  });
  const host = new FunctionHost({
    functions,
    clock,
    onMetered: (label, metered) => ledger.note(label, metered),
  });
  const behindApi: Functions = {
    invoke: async (arn, event) => {
      if (isUnwanted(event)) return { statusCode: 204 };
      const label = functions.find((each) => each.arn === arn)?.label ?? arn;
      ledger.add(label, { apiRequests: 1, logBytes: accessLogBytesOf(event) });
      return host.invoke(arn, event);
    },
  };
  http.open({ routes: new RouteTable(model.routes), functions: behindApi, clock, parts: [simulators] });
  const close = async (): Promise<void> => {
    await http.close();
    await host.close();
    await simulators.close();
    dynamo.destroy();
    await gateway.close();
    aws.stopWaiting();
    await aws.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ledger, clock, model, dynamo, aws, url, simulators, host, close };
}

/** The README has Resend leave this one out: that an e-mail left is known from the answer to the request. */
function isUnwanted(event: unknown): boolean {
  const { rawPath, body } = event as { rawPath: string; body?: string };
  return rawPath === '/webhooks/resend' && body?.includes('"type":"email.sent"') === true;
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CallLog } from './aws/call-log.ts';
import { accessKeyFor } from './aws/caller.ts';
import { DueSchedules } from './aws/due-schedules.ts';
import { DynamoDbService } from './aws/dynamodb.ts';
import { EventBusService } from './aws/event-bus.ts';
import { openFauxqs } from './aws/fauxqs.ts';
import type { AwsGateway, Principal } from './aws/gateway.ts';
import { ParameterService } from './aws/parameters.ts';
import { Queues } from './aws/queues.ts';
import { S3Service } from './aws/s3.ts';
import { ScheduleStore } from './aws/schedule-store.ts';
import { SchedulerService } from './aws/scheduler.ts';
import { SqsService } from './aws/sqs.ts';
import { createTables, embeddedTables, remoteTables, type TableBackend } from './aws/table-backend.ts';
import type { AwsService } from './aws/wire.ts';
import { secretParameters, type Settings } from './settings.ts';
import type { LocalModel } from './template/model.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface LocalAwsOptions {
  readonly model: LocalModel;
  readonly settings: Settings;
  readonly clock: VirtualClock;
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** Undefined where the stack has none. */
  readonly liveEvents?: AwsService | undefined;
}

/** The emulated account: what the gateway leads to, and what the runner itself uses. */
export interface LocalAws {
  readonly calls: CallLog;
  readonly queues: Queues;
  readonly bus: EventBusService;
  readonly schedules: ScheduleStore;
  readonly dueSchedules: DueSchedules;
  /** Lets requests in. */
  open(gateway: AwsGateway): void;
  /** Wakes whoever waits for messages. */
  stopWaiting(): void;
  close(): Promise<void>;
}

/** The access key of the runner itself, which may do everything: it creates tables and demonstration data. */
export const RUNNER_KEY = accessKeyFor('runner');

/** Opens what is kept in `dataDir`, creates what the model says and is not there. */
export async function openLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { model, settings, clock, dataDir, log, liveEvents } = options;
  mkdirSync(dataDir, { recursive: true });
  const tables = await openTables(options);
  const fauxqs = await openFauxqs(dataDir);
  const queues = new Queues(fauxqs, clock, model.queues);
  const calls = new CallLog();
  const schedules = new ScheduleStore(join(dataDir, 'schedules.db'));
  const dueSchedules = new DueSchedules({ store: schedules, queues, roles: model.roles, onRefused: log });
  dueSchedules.register(model.schedules, clock.now());
  const bus = new EventBusService({
    ...placeOf(model),
    clock,
    queues,
    buses: model.buses,
    rules: model.rules,
  });
  const services = new Map<string, AwsService>([
    ['dynamodb', new DynamoDbService(tables, model)],
    ['sqs', new SqsService(fauxqs, model.queues)],
    ['s3', new S3Service(fauxqs, model.buckets)],
    [
      'scheduler',
      new SchedulerService({ ...placeOf(model), clock, store: schedules, groups: model.scheduleGroups }),
    ],
    ['events', bus],
    ...(liveEvents ? ([['appsync', liveEvents]] as const) : []),
    ['ssm', new ParameterService(parametersOf(model, settings), model)],
  ]);
  return {
    calls,
    queues,
    bus,
    schedules,
    dueSchedules,
    open: (gateway) =>
      gateway.open({ clock, calls, principals: principalsOf(model), services, onDenied: log }),
    stopWaiting: () => fauxqs.queues.shutdown(),
    async close() {
      await fauxqs.app.close();
      fauxqs.persistence.close();
      schedules.close();
      await tables.close();
    },
  };
}

async function openTables({ model, settings, dataDir }: LocalAwsOptions): Promise<TableBackend> {
  const { dynamoDbEndpoint } = settings;
  const tables =
    dynamoDbEndpoint === undefined
      ? await embeddedTables(join(dataDir, 'tables'))
      : remoteTables(dynamoDbEndpoint, model.region);
  await createTables(tables, model.tables, model);
  return tables;
}

function placeOf({ region, accountId }: LocalModel): { readonly region: string; readonly accountId: string } {
  return { region, accountId };
}

function principalsOf(model: LocalModel): ReadonlyMap<string, Principal> {
  const functions = model.functions.map(
    ({ label, roleArn }) =>
      [accessKeyFor(label), { label, roleArn, statements: model.roles.get(roleArn) ?? [] }] as const,
  );
  return new Map<string, Principal>([[RUNNER_KEY, { label: 'runner' }], ...functions]);
}

function parametersOf(model: LocalModel, settings: Settings): ReadonlyMap<string, string> {
  const prefixes = new Set(model.functions.flatMap(({ environment }) => environment['SECRETS_PREFIX'] ?? []));
  return new Map([...prefixes].flatMap((prefix) => [...secretParameters(prefix, settings)]));
}

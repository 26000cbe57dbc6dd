import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LOCAL_SECRET } from './aws/caller.ts';
import { AwsGateway } from './aws/gateway.ts';
import { claimFolder } from './data-folder.ts';
import { HttpApi } from './http/http-api.ts';
import { assembleStack } from './assemble-stack.ts';
import { RUNNER_KEY } from './local-aws.ts';
import type { SimulatorStore } from './providers/store.ts';
import { readSettings, type Settings, type Variables } from './settings.ts';
import { prepareAssembly } from './template/assembly.ts';
import type { LocalModel } from './template/model.ts';
import { readAssembly } from './template/read-template.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Where `npm run build` writes the agents' application. */
const WEB = join(import.meta.dirname, '../dist/web');

export interface LocalStackOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Keeps everything that must survive a restart. */
  readonly dataDir: string;
  /** Forgets what earlier runs left in `dataDir`. */
  readonly fresh?: boolean;
  /** What `.env` and the process say; see `readSettings`. */
  readonly env?: Variables;
  readonly log?: (line: string) => void;
  /** A synthesised assembly other than the product's own. */
  readonly assembly?: string;
  /** Where the agents' application is built to, when it is not the product's own. */
  readonly webFolder?: string;
  /** Puts the demonstration data in place; runs at every start. */
  readonly seed?: Seed;
}

export type Seed = (
  dynamo: DynamoDBClient,
  tableName: string,
  env: Variables,
  about: Seeded,
) => Promise<void>;

/** The stack that is given data, before anything reaches its functions. */
export interface Seeded {
  readonly awsUrl: string;
  readonly model: LocalModel;
  readonly settings: Settings;
  readonly clock: VirtualClock;
  /** What the simulated providers know. */
  readonly providers: SimulatorStore;
}

export interface LocalStack {
  readonly url: string;
  /** The AWS endpoint that the functions use. */
  readonly awsUrl: string;
  readonly clock: VirtualClock;
  readonly model: LocalModel;
  readonly settings: Settings;
  /** Whether the agents' application is there to be served. */
  readonly isApplicationBuilt: boolean;
  /** Jumps ahead by so many milliseconds; everything that falls due happens. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the product as its template describes it. Several may run in one process.
 * @throws Error with code EADDRINUSE when the port is taken.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const { port, dataDir, fresh = false, env = {}, log = () => undefined, seed, webFolder = WEB } = options;
  const http = new HttpApi();
  const url = `http://127.0.0.1:${await http.listen(port)}`;
  const gateway = new AwsGateway();
  const closing: (() => Promise<void> | void)[] = [() => http.close()];
  try {
    const assembly = options.assembly ?? (await prepareAssembly(log));
    closing.push(claimFolder(dataDir, fresh));
    const awsUrl = await gateway.listen();
    closing.push(() => gateway.close());
    const settings = readSettings(env, url);
    const model = readAssembly(assembly, { publicUrl: settings.publicBaseUrl ?? url, awsUrl, localUrl: url });
    const running = await assembleStack({
      url,
      awsUrl,
      http,
      gateway,
      settings,
      model,
      dataDir,
      env,
      webFolder,
      log,
    });
    closing.unshift(() => running.close());
    const { clock, providers } = running;
    if (seed) await seedTables(seed, env, { awsUrl, model, settings, clock, providers });
    running.open();
    return {
      url,
      awsUrl,
      model,
      settings,
      clock,
      isApplicationBuilt: running.isApplicationBuilt,
      advance: (milliseconds) => running.advance(milliseconds),
      close: () => closeAll(closing),
    };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

async function closeAll(closing: readonly (() => Promise<void> | void)[]): Promise<void> {
  for (const close of closing) await close();
}

/** The runner's own client, which no role limits. */
async function seedTables(seed: Seed, env: Variables, about: Seeded): Promise<void> {
  const { awsUrl, model } = about;
  const credentials = { accessKeyId: RUNNER_KEY, secretAccessKey: LOCAL_SECRET };
  const dynamo = new DynamoDBClient({ endpoint: awsUrl, region: model.region, credentials });
  try {
    for (const table of model.tables) await seed(dynamo, table.name, env, about);
  } finally {
    dynamo.destroy();
  }
}

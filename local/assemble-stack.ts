import { join } from 'node:path';
import { createAgentsSide, type AgentsSide } from './agents-side.ts';
import { LOCAL_SECRET } from './aws/caller.ts';
import { writeCallReport } from './aws/call-report.ts';
import type { AwsGateway } from './aws/gateway.ts';
import { ControlRoutes } from './control/control-routes.ts';
import { API_KEYS, approvedContents, defaultSenders } from './demo-data.ts';
import { executionOptions } from './function-environment.ts';
import { EventSource } from './functions/event-source.ts';
import { FunctionFailure } from './functions/execution-environment.ts';
import { FunctionPool } from './functions/function-pool.ts';
import type { HttpApi } from './http/http-api.ts';
import { RouteTable } from './http/route-table.ts';
import { openLocalAws, RUNNER_KEY, type LocalAws } from './local-aws.ts';
import { openLog, type LogFile } from './log-file.ts';
import { createPages } from './pages/pages.ts';
import type { SimulatorStore } from './providers/store.ts';
import { createSimulators, type Simulators } from './providers/simulators.ts';
import { DEMO_AGENTS } from './sign-in/demo-agents.ts';
import type { Settings, Variables } from './settings.ts';
import type { LocalModel } from './template/model.ts';
import { restoreClock, Timeline } from './timeline.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What a stack is put together from. */
export interface Surroundings {
  readonly url: string;
  readonly awsUrl: string;
  readonly http: HttpApi;
  readonly gateway: AwsGateway;
  readonly settings: Settings;
  readonly model: LocalModel;
  readonly dataDir: string;
  readonly env: Variables;
  readonly webFolder: string;
  readonly log: (line: string) => void;
}

export interface AssembledStack {
  readonly clock: VirtualClock;
  /** What the simulated providers know. */
  readonly providers: SimulatorStore;
  /** Whether the agents' application is there to be served. */
  readonly isApplicationBuilt: boolean;
  advance(milliseconds: number): Promise<void>;
  /** Lets requests and messages reach the functions. */
  open(): void;
  close(): Promise<void>;
}

/** Two cores run a few threads well; the bound keeps the whole stack within 800 MB, at 30 to 40 MB a thread. */
const THREADS = { total: 16, perFunction: 2 };

/** Opens the data and puts the parts together. The AWS endpoints answer from here on, the functions after `open`. */
export async function assembleStack(surroundings: Surroundings): Promise<AssembledStack> {
  const { http, gateway, settings, model, dataDir, log } = surroundings;
  const clock = new VirtualClock();
  const clockFile = join(dataDir, 'clock.json');
  restoreClock(clock, clockFile);
  const agents = createAgentsSide({ ...surroundings, clock });
  const aws = await openLocalAws({ model, settings, clock, dataDir, log, liveEvents: agents?.liveEvents });
  const logFile = openLog(join(dataDir, 'functions.log'));
  const functions = createPool(surroundings, clock, logFile);
  const simulators = simulateProviders(surroundings, clock);
  const pages = createPages(simulators.simulation);
  const timeline = new Timeline({
    clock,
    queues: aws.queues,
    parts: [aws.dueSchedules, simulators],
    isQuiet: () => functions.running === 0 && aws.queues.areQuiet(),
    file: clockFile,
    onError: (error) => log(`The clock: ${String(error)}`),
  });
  const sources = model.eventSources.map(
    (source) => new EventSource(source, { queues: aws.queues, functions, clock }),
  );
  const control = new ControlRoutes({ clock, timeline, ...describeAccount(surroundings), ...aws });
  aws.open(gateway);
  return {
    clock,
    providers: simulators.simulation.store,
    isApplicationBuilt: agents?.application.isBuilt === true,
    advance: (milliseconds) => timeline.advance(milliseconds),
    open() {
      // What works behind queues: a message passes several of them. The others start with their first request.
      functions.warmUp(model.eventSources.map(({ functionArn }) => functionArn));
      for (const source of sources) source.start();
      timeline.start();
      http.open({
        routes: new RouteTable(model.routes),
        functions,
        clock,
        parts: [control, ...(agents ? [agents.signIn, agents.application] : []), pages, simulators],
      });
      simulators.start();
      if (agents) http.onUpgrade((request, socket, head) => void agents.broker.accept(request, socket, head));
    },
    close: () =>
      closeParts({ http, agents, pages, gateway, timeline, sources, functions, simulators, aws, logFile }),
  };
}

function simulateProviders({ url, settings, dataDir, env }: Surroundings, clock: VirtualClock): Simulators {
  const publicUrl = settings.publicBaseUrl ?? url;
  return createSimulators({
    clock,
    dataDir,
    publicUrl,
    localUrl: url,
    twilio: settings.twilio,
    resend: settings.resend,
    contents: approvedContents(publicUrl),
    defaultSenders: defaultSenders(env),
  });
}

/** What `GET /_local` says of the stack itself. */
function describeAccount({ url, awsUrl, settings, model }: Surroundings) {
  const account = {
    publicUrl: settings.publicBaseUrl ?? url,
    aws: {
      endpoint: awsUrl,
      region: model.region,
      accessKeyId: RUNNER_KEY,
      secretAccessKey: LOCAL_SECRET,
    },
    providers: settings.baseUrls,
  };
  return { url, model, apiKeys: API_KEYS, agents: DEMO_AGENTS, account };
}

function createPool(surroundings: Surroundings, clock: VirtualClock, logFile: LogFile): FunctionPool {
  const { model, log } = surroundings;
  return new FunctionPool(model.functions, {
    limits: THREADS,
    create: (target) =>
      executionOptions(target, {
        ...surroundings,
        clock,
        onLine: (label, line) => logFile.write(label, line),
      }),
    onFailure: (label, error) => {
      log(`${label} failed: ${String(error)}`);
      logFile.write(
        label,
        error instanceof FunctionFailure && error.trace !== '' ? error.trace : String(error),
      );
    },
  });
}

interface Parts {
  readonly http: HttpApi;
  readonly agents: AgentsSide | undefined;
  readonly pages: { close(): void };
  readonly gateway: AwsGateway;
  readonly timeline: Timeline;
  readonly sources: readonly EventSource[];
  readonly functions: FunctionPool;
  readonly simulators: Simulators;
  readonly aws: LocalAws;
  readonly logFile: LogFile;
}

/** From the outside in: no new work, then what is running, then the data. */
async function closeParts(parts: Parts): Promise<void> {
  const { sources, functions, simulators, timeline, aws } = parts;
  parts.agents?.broker.close();
  await parts.http.close();
  parts.pages.close();
  const stopped = sources.map((source) => source.stop());
  aws.stopWaiting();
  await functions.close();
  await Promise.all(stopped);
  await simulators.close();
  await timeline.stop();
  await parts.gateway.close();
  writeCallReport(aws.calls);
  await aws.close();
  await parts.logFile.close();
}

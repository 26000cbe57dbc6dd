import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog } from '../aws/call-log.ts';
import type { EventBusService } from '../aws/event-bus.ts';
import type { Queues } from '../aws/queues.ts';
import { readBody } from '../aws/read-body.ts';
import type { ScheduleStore } from '../aws/schedule-store.ts';
import { writeJson } from '../http/http-answer.ts';
import type { LocalRoutes } from '../parts.ts';
import { isObject, textOf, type Properties } from '../template/cloud-formation.ts';
import type { LocalModel } from '../template/model.ts';
import type { Timeline } from '../timeline.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { durationMilliseconds } from './duration.ts';

export interface ControlOptions {
  readonly url: string;
  readonly clock: VirtualClock;
  readonly timeline: Timeline;
  readonly queues: Queues;
  readonly calls: CallLog;
  readonly bus: EventBusService;
  readonly schedules: ScheduleStore;
  readonly model: LocalModel;
  readonly apiKeys: Readonly<Record<string, string>>;
  readonly agents: readonly object[];
  /** Where the operators' commands find the emulated account and the providers. */
  readonly account: OperatorAccess;
}

export interface OperatorAccess {
  readonly publicUrl: string;
  readonly aws: {
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly providers: Readonly<Record<string, string>>;
}

type Control = (options: ControlOptions, body: Properties) => object | Promise<object>;

const LARGEST_BODY = 64 * 1024;

const CONTROLS: Readonly<Record<string, Control>> = {
  'GET /_local': describe,
  'POST /_local/clock': async ({ timeline, clock }, body) => {
    const milliseconds = durationMilliseconds(textOf(body, 'advance') ?? '');
    if (milliseconds === undefined) throw new RangeError('advance is an ISO 8601 duration such as PT6H');
    await timeline.advance(milliseconds);
    return { now: new Date(clock.now()).toISOString() };
  },
  'POST /_local/redrive': ({ queues }, body) => ({ moved: queues.redrive(textOf(body, 'queue') ?? '') }),
  'GET /_local/events': ({ bus }) => ({ items: bus.published }),
  'GET /_local/schedules': ({ schedules }) => ({ items: schedules.all() }),
  'GET /_local/denied': ({ calls }) => ({ items: calls.denials }),
  'GET /_local/calls': ({ calls }) => calls.report(),
  'GET /_local/permissions': ({ calls }) => ({ used: calls.used }),
  'DELETE /_local/calls': ({ calls }) => {
    calls.reset();
    return calls.report();
  },
};

/** The addresses under `/_local` that show and steer the stack itself. */
export class ControlRoutes implements LocalRoutes {
  readonly #options: ControlOptions;

  constructor(options: ControlOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    const control = CONTROLS[`${request.method} ${url.pathname}`];
    if (!control) return false;
    try {
      const body = await readBody(request, LARGEST_BODY);
      writeJson(response, 200, await control(this.#options, parse(body)));
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
      const detail = error.message;
      response.setHeader('content-type', 'application/problem+json');
      response.writeHead(400).end(JSON.stringify({ title: 'Bad request', status: 400, detail }));
    }
    return true;
  }
}

function parse(body: Buffer | undefined): Properties {
  if (!body || body.length === 0) return {};
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  return isObject(parsed) ? parsed : {};
}

function describe({ url, clock, queues, model, apiKeys, agents, account }: ControlOptions): object {
  const routesOf = (arn: string): readonly string[] =>
    model.routes.filter((route) => route.functionArn === arn).map(({ method, path }) => `${method} ${path}`);
  const queuesOf = (arn: string): readonly string[] =>
    model.eventSources
      .filter((source) => source.functionArn === arn)
      .map(({ queueArn }) => model.queues.find((queue) => queue.arn === queueArn)?.name ?? queueArn);
  return {
    now: new Date(clock.now()).toISOString(),
    apiKeys,
    agents,
    signIn: `POST ${url}/_local/sign-in/token {"agent": "camille"} answers an access token`,
    ...account,
    queues: queues.depths(),
    functions: model.functions.map(({ label, arn }) => ({
      name: label,
      routes: routesOf(arn),
      queues: queuesOf(arn),
    })),
    links: {
      start: `${url}/_local/start`,
      phone: `${url}/_local/phone`,
      templates: `${url}/_local/templates`,
      outbox: `${url}/_local/outbox`,
      openapi: `${url}/v1/openapi.json`,
      events: `${url}/_local/events`,
      schedules: `${url}/_local/schedules`,
      calls: `${url}/_local/calls`,
      denied: `${url}/_local/denied`,
    },
  };
}

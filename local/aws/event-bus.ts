import { randomUUID } from 'node:crypto';
import { isObject, objectsOf, textOf, type Properties } from '../template/cloud-formation.ts';
import type { RuleModel } from '../template/model.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { fitsPattern } from './event-pattern.ts';
import type { Queues } from './queues.ts';
import type { Access } from './statement.ts';
import {
  bodyOf,
  jsonAnswer,
  jsonError,
  operationOf,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
} from './wire.ts';

/** A domain event as other systems would receive it. */
export interface PublishedEvent {
  readonly id: string;
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Properties;
}

export interface EventBusOptions {
  readonly clock: VirtualClock;
  readonly queues: Queues;
  readonly buses: readonly string[];
  readonly rules: readonly RuleModel[];
  readonly region: string;
  readonly accountId: string;
}

const KEPT_EVENTS = 1000;

/** EventBridge: takes events, keeps the last ones for people to look at, and feeds the rules that have a queue. */
export class EventBusService implements AwsService {
  readonly #options: EventBusOptions;
  readonly #published: PublishedEvent[] = [];

  constructor(options: EventBusOptions) {
    this.#options = options;
  }

  get published(): readonly PublishedEvent[] {
    return this.#published;
  }

  accesses(request: AwsRequest): readonly Access[] {
    const { region, accountId } = this.#options;
    const buses = new Set(objectsOf(bodyOf(request), 'Entries').map(busOf));
    const action = `events:${operationOf(request)}`;
    return [...buses].map((bus) => ({
      action,
      resource: `arn:aws:events:${region}:${accountId}:event-bus/${bus}`,
    }));
  }

  handle(request: AwsRequest): Promise<AwsResponse> {
    return Promise.resolve(this.#answer(request));
  }

  denied(message: string): AwsResponse {
    return jsonError('1.1', 'AccessDeniedException', message);
  }

  #answer(request: AwsRequest): AwsResponse {
    const operation = operationOf(request);
    if (operation !== 'PutEvents')
      return jsonError('1.1', 'UnknownOperationException', `${operation} is not emulated`);
    const Entries = objectsOf(bodyOf(request), 'Entries').map((entry) => this.#put(entry));
    return jsonAnswer('1.1', {
      FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length,
      Entries,
    });
  }

  #put(entry: Properties): Properties {
    const bus = busOf(entry);
    const [source, detailType, detail] = [
      textOf(entry, 'Source'),
      textOf(entry, 'DetailType'),
      parse(entry['Detail']),
    ];
    if (!this.#options.buses.includes(bus))
      return { ErrorCode: 'NotFound', ErrorMessage: `There is no bus ${bus}` };
    if (source === undefined || detailType === undefined || !detail) {
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: 'Source, DetailType and a JSON Detail are needed',
      };
    }
    const time = new Date(this.#options.clock.now()).toISOString();
    const event = { id: randomUUID(), time, source, 'detail-type': detailType, detail };
    this.#published.push(event);
    if (this.#published.length > KEPT_EVENTS) this.#published.shift();
    for (const rule of this.#options.rules) if (rule.busName === bus) this.#deliver(rule, event);
    return { EventId: event.id };
  }

  #deliver({ pattern, targetArns }: RuleModel, event: PublishedEvent): void {
    const { region, accountId: account, queues } = this.#options;
    const full = { version: '0', ...event, account, region, resources: [] };
    if (!fitsPattern(pattern, full)) return;
    for (const arn of targetArns) if (arn.startsWith('arn:aws:sqs:')) queues.send(arn, JSON.stringify(full));
  }
}

/** The bus may be named by its ARN. */
function busOf(entry: Properties): string {
  return (textOf(entry, 'EventBusName') ?? 'default').split('/').at(-1) ?? 'default';
}

function parse(detail: unknown): Properties | undefined {
  try {
    const parsed: unknown = JSON.parse(String(detail));
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

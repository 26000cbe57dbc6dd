import { randomUUID } from 'node:crypto';
import type { LiveBroker } from '../live/broker.ts';
import { listOf, textOf } from '../template/cloud-formation.ts';
import type { ChannelModel } from '../template/model.ts';
import type { Access } from './statement.ts';
import { bodyOf, type AwsRequest, type AwsResponse, type AwsService } from './wire.ts';

/** AppSync's own limits: https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const MOST_EVENTS = 5;
const LARGEST_EVENT = 240 * 1024;

/** The HTTP side of AppSync Events: `POST /event` with a channel and up to five events, each JSON as text. */
export class LiveEventsService implements AwsService {
  readonly #broker: LiveBroker;
  readonly #channels: readonly ChannelModel[];

  constructor(broker: LiveBroker, channels: readonly ChannelModel[]) {
    this.#broker = broker;
    this.#channels = channels;
  }

  accesses(request: AwsRequest): readonly Access[] {
    const name = /^\/?([^/]*)/.exec(textOf(bodyOf(request), 'channel') ?? '')?.[1];
    const resource = this.#channels.find((channel) => channel.name === name)?.arn ?? 'no-such-namespace';
    return [{ action: 'appsync:EventPublish', resource }];
  }

  handle(request: AwsRequest): Promise<AwsResponse> {
    return Promise.resolve(this.#answer(request));
  }

  denied(message: string): AwsResponse {
    return answer(401, { errors: [{ errorType: 'UnauthorizedException', message }] });
  }

  #answer(request: AwsRequest): AwsResponse {
    const body = bodyOf(request);
    const channel = textOf(body, 'channel') ?? '';
    const events = listOf(body, 'events').filter((event) => typeof event === 'string');
    const isFit = events.length > 0 && events.length <= MOST_EVENTS && events.every(isEvent);
    if (
      request.method !== 'POST' ||
      request.url.pathname !== '/event' ||
      !isFit ||
      !this.#broker.publish(channel, events)
    )
      return answer(400, { errors: [{ errorType: 'BadRequestException', message: 'Not a publication' }] });
    const successful = events.map((_, index) => ({ identifier: randomUUID(), index }));
    return answer(200, { failed: [], successful });
  }
}

function isEvent(text: string): boolean {
  if (Buffer.byteLength(text) > LARGEST_EVENT) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function answer(status: number, body: object): AwsResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

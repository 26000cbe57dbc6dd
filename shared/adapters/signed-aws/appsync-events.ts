import { liveChannelOf } from '../../domain/live-channel.ts';
import type { LiveEvents, LiveTopic } from '../../ports/live-events.ts';
import type { Retry } from '../retry.ts';
import { SignedRequests } from './signed-request.ts';

/** AppSync Events over HTTP, on the channels of `live-channel.ts`. */
export class AppSyncEvents implements LiveEvents {
  readonly #requests: SignedRequests;
  readonly #url: URL;
  readonly #onLost: (error: unknown) => void;

  /** @param url `https://…/event`. @param onLost told of what could not be published. */
  constructor(url: string, onLost: (error: unknown) => void, retry?: Retry) {
    this.#requests = new SignedRequests('appsync', retry);
    this.#url = new URL(url);
    this.#onLost = onLost;
  }

  async publish(tenantId: string, topic: LiveTopic, event: object): Promise<void> {
    const channel = liveChannelOf(tenantId, topic);
    const body = JSON.stringify({ channel, events: [JSON.stringify(event)] });
    const headers = { 'content-type': 'application/json' };
    try {
      const answer = await this.#requests.send({ method: 'POST', url: this.#url, headers, body });
      const { failed = [] } = JSON.parse(Buffer.from(answer).toString()) as { failed?: unknown[] };
      if (failed.length > 0) throw new Error('appsync took the request and refused the event');
    } catch (error) {
      this.#onLost(error);
    }
  }
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { isObject, objectOf, textOf, type Properties } from '../template/cloud-formation.ts';
import type { ChannelModel } from '../template/model.ts';
import { channelHandler, type MayListen } from './channel-handler.ts';
import { isSubscriptionId, segmentsToHear, segmentsToPublish } from './channel-name.ts';

export interface BrokerOptions {
  readonly channels: readonly ChannelModel[];
  /** What a token says; undefined when it is not one, or no longer. */
  readonly claimsOf: (token: string) => Promise<Properties | undefined>;
}

const PATH = '/event/realtime';
const PROTOCOL = 'aws-appsync-event-ws';
/** AppSync's own: who has heard nothing for that long is cut off. */
const CONNECTION_TIMEOUT = 300_000;
const KEEP_ALIVE = 60_000;

/**
 * Hears and tells as AppSync Events does, over the same protocol:
 * https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
 */
export class LiveBroker {
  readonly #options: BrokerOptions;
  readonly #handlers: ReadonlyMap<string, MayListen>;
  readonly #server = new WebSocketServer({ noServer: true, handleProtocols: () => PROTOCOL });
  /** The segments of the channels of each connection by the ids of its subscriptions. */
  readonly #connections = new Map<WebSocket, Map<string, readonly string[]>>();
  readonly #keepAlive: NodeJS.Timeout;

  constructor(options: BrokerOptions) {
    this.#options = options;
    this.#handlers = new Map(options.channels.map(({ name, code }) => [name, channelHandler(code)]));
    this.#keepAlive = setInterval(() => {
      for (const socket of this.#connections.keys()) send(socket, { type: 'ka' });
    }, KEEP_ALIVE);
    this.#keepAlive.unref();
  }

  /** Takes over a connection whose client says who it is in a subprotocol, since browsers send no header. */
  async accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const claims = pathname === PATH ? await this.#claimsIn(request) : undefined;
    if (claims === undefined) {
      socket.end(
        `HTTP/1.1 ${pathname === PATH ? '401 Unauthorized' : '404 Not Found'}\r\nconnection: close\r\n\r\n`,
      );
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connected) => this.#open(connected));
  }

  /** Tells everybody who listens to a channel. @returns false for a channel that there cannot be. */
  publish(channel: string, events: readonly string[]): boolean {
    const segments = segmentsToPublish(channel);
    if (segments === undefined || !this.#handlers.has(segments[0] ?? '')) return false;
    for (const [socket, subscriptions] of this.#connections) {
      for (const [id, heard] of subscriptions)
        if (covers(heard, segments)) for (const event of events) send(socket, { type: 'data', id, event });
    }
    return true;
  }

  close(): void {
    clearInterval(this.#keepAlive);
    for (const socket of this.#connections.keys()) socket.terminate();
    this.#server.close();
  }

  #claimsIn(request: IncomingMessage): Promise<Properties | undefined> | undefined {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/, */);
    const header = offered.find((protocol) => protocol.startsWith('header-'))?.slice('header-'.length);
    if (!offered.includes(PROTOCOL) || header === undefined) return undefined;
    const parsed = parse(Buffer.from(header, 'base64url').toString('utf8'));
    return this.#options.claimsOf(textOf(parsed, 'Authorization') ?? '');
  }

  #open(socket: WebSocket): void {
    this.#connections.set(socket, new Map());
    socket.on('close', () => this.#connections.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => {
      this.#hear(socket, parse(data.toString('utf8'))).catch(() => socket.terminate());
    });
  }

  async #hear(socket: WebSocket, message: Properties): Promise<void> {
    const id = textOf(message, 'id') ?? '';
    const type = textOf(message, 'type');
    if (type === 'connection_init')
      send(socket, { type: 'connection_ack', connectionTimeoutMs: CONNECTION_TIMEOUT });
    else if (type === 'subscribe') await this.#subscribe(socket, id, message);
    else if (type === 'unsubscribe') {
      const wasThere = this.#connections.get(socket)?.delete(id) === true;
      send(
        socket,
        wasThere
          ? { type: 'unsubscribe_success', id }
          : refusal('unsubscribe_error', id, 'UnknownOperationError'),
      );
    } else send(socket, refusal('error', id, 'UnsupportedOperation'));
  }

  async #subscribe(socket: WebSocket, id: string, message: Properties): Promise<void> {
    const segments = segmentsToHear(textOf(message, 'channel') ?? '');
    if (segments === undefined || !isSubscriptionId(id)) {
      send(socket, refusal('subscribe_error', id, 'BadRequestException'));
      return;
    }
    const subscriptions = this.#connections.get(socket);
    const token = textOf(objectOf(message, 'authorization'), 'Authorization') ?? '';
    const claims = await this.#options.claimsOf(token);
    const mayListen = this.#handlers.get(segments[0] ?? '');
    if (claims === undefined || mayListen?.(claims, segments) !== true)
      send(socket, refusal('subscribe_error', id, 'UnauthorizedException'));
    else if (subscriptions?.has(id) !== false)
      send(socket, refusal('subscribe_error', id, 'DuplicatedOperationError'));
    else {
      subscriptions.set(id, segments);
      send(socket, { type: 'subscribe_success', id });
    }
  }
}

/** A channel is heard under its own name, and under one that ends with `/*`. */
function covers(heard: readonly string[], channel: readonly string[]): boolean {
  const isOpen = heard.at(-1) === '*';
  const same = isOpen ? heard.slice(0, -1) : heard;
  const fits = isOpen ? channel.length >= heard.length : channel.length === heard.length;
  return fits && same.every((segment, index) => segment === channel[index]);
}

function refusal(type: string, id: string, errorType: string): object {
  return { type, id, errors: [{ errorType, message: 'Not accepted' }] };
}

function send(socket: WebSocket, message: object): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function parse(text: string): Properties {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

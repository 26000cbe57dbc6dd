/**
 * The WebSocket protocol of AppSync Events: https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
 */
const PROTOCOL = 'aws-appsync-event-ws';

interface Received {
  type: string;
  id?: string;
  connectionTimeoutMs?: number;
  /** One stringified JSON value, or several. */
  event?: string | string[];
}

export interface SocketListener {
  /** The subscription stands: nothing that happens from now on is missed. */
  subscribed: () => void;
  received: (event: unknown) => void;
  /** Once, however it ended. */
  closed: () => void;
}

export interface SocketAddress {
  /** The host of the HTTP endpoint, which the authorisation names. */
  host: string;
  /** `wss://…/event/realtime` */
  realtime: string;
  channel: string;
  token: string;
}

/** Connects and subscribes to one channel. Returns how to close. */
export function openEventSocket(address: SocketAddress, listener: SocketListener): () => void {
  const authorization = { host: address.host, Authorization: address.token };
  const socket = new WebSocket(address.realtime, [
    PROTOCOL,
    `header-${base64Url(JSON.stringify(authorization))}`,
  ]);
  const id = crypto.randomUUID();
  let patience = 60_000;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(silence);
    socket.close();
    listener.closed();
  };
  const hear = () => {
    clearTimeout(silence);
    silence = setTimeout(end, patience);
  };
  const send = (message: object) => socket.send(JSON.stringify(message));
  socket.addEventListener('open', () => send({ type: 'connection_init' }));
  socket.addEventListener('close', end);
  socket.addEventListener('error', end);
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Received;
    if (message.type === 'connection_ack') {
      patience = message.connectionTimeoutMs ?? patience;
      send({ type: 'subscribe', id, channel: address.channel, authorization });
    }
    if (message.type === 'subscribe_success') listener.subscribed();
    if (message.type === 'data' && message.id === id) {
      for (const event of [message.event ?? []].flat()) listener.received(JSON.parse(event));
    }
    if (message.type.endsWith('_error') || message.type === 'error') end();
    else hear();
  });
  hear();
  return () => {
    listener.closed = () => undefined;
    end();
  };
}

function base64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

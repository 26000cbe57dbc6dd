import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface LiveMessage {
  type: string;
  id?: string;
  event?: string;
  errors?: { errorType: string }[];
}

/** A screen that listens at a stack's address, and all that it heard. @throws Error for a token that is not let in. */
export async function openLiveSocket(url: string, token: string) {
  const authorization = { host: new URL(url).host, Authorization: token };
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
  const address = `${url.replace('http', 'ws')}/event/realtime`;
  const socket = new WebSocket(address, ['aws-appsync-event-ws', `header-${header}`]);
  const heard: LiveMessage[] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as LiveMessage));
  await once(socket, 'open');
  const tell = async (message: object): Promise<LiveMessage> => {
    socket.send(JSON.stringify(message));
    const [data] = (await once(socket, 'message')) as [unknown];
    return JSON.parse(String(data)) as LiveMessage;
  };
  const subscribe = (channel: string, id = 'one', as = token) =>
    tell({ type: 'subscribe', id, channel, authorization: { ...authorization, Authorization: as } });
  return { socket, heard, tell, subscribe, events: () => heard.filter(({ type }) => type === 'data') };
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import { appointmentRoutes } from './appointment-routes.ts';
import { broadcastRoutes } from './broadcast-routes.ts';
import { Campaigns } from './campaigns.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { journeyRoutes } from './journey-routes.ts';
import { productRoutes } from './product-routes.ts';
import { router, type Sent } from './router.ts';
import { World } from './world.ts';

/** The API as the contract has it, made up: for developing the application and for its tests. Never deployed. */
export interface FakeApi {
  world: World;
  campaigns: Campaigns;
  /** What was sent to change something, oldest first. */
  sent: Sent[];
  /** False when the request is for somebody else. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  /** Serves live events on the server's upgrades. */
  attach: (server: Server) => void;
  /** Requests to paths that contain `path` are answered with `status` until it is cleared. */
  fail: (path: string, status: number) => void;
  clearFailures: () => void;
  /** Milliseconds before each answer. */
  delay: number;
}

export function createFakeApi(people: number): FakeApi {
  const world = new World(people);
  const campaigns = new Campaigns(world.now);
  const failures = new Map<string, number>();
  const api: FakeApi = {
    world,
    campaigns,
    sent: [],
    delay: 0,
    fail: (path, status) => void failures.set(path, status),
    clearFailures: () => failures.clear(),
    handle: async (request, response) => answer(request, response),
    attach: (server) => attachEvents(server, world),
  };
  const answer = router(
    [
      ...inboxRoutes(world, new Map()),
      ...productRoutes(world),
      ...broadcastRoutes(world, campaigns),
      ...journeyRoutes(world),
      ...appointmentRoutes(world),
      { method: 'GET', path: '/app-config.json', answer: ({ headers }) => configFor(headers.host ?? '') },
      {
        method: 'POST',
        path: '/_fake/inbound',
        answer: ({ body }) => {
          const { prospectId, text } = body as { prospectId: string; text: string };
          const person = world.person(prospectId);
          return person && world.hear(person, text, person.view.channel);
        },
      },
    ],
    async (path) => {
      if (api.delay > 0) await new Promise((resolve) => setTimeout(resolve, api.delay));
      return [...failures].find(([part]) => path.includes(part))?.[1];
    },
    (sent) => void api.sent.push(sent),
  );
  return api;
}

function configFor(host: string): object {
  const live = { kind: 'appsync', http: host, realtime: `ws://${host}/event/realtime` };
  return { authority: 'fake', clientId: 'fake', scope: 'openid', live };
}

function attachEvents(server: Server, world: World): void {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'aws-appsync-event-ws' });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/event/realtime') return;
    sockets.handleUpgrade(request, socket, head, (connection) => {
      const send = (message: object) => connection.send(JSON.stringify(message));
      const subscriptions = new Set<string>();
      const tell = (event: object) => {
        for (const id of subscriptions) send({ type: 'data', id, event: JSON.stringify(event) });
      };
      world.listeners.add(tell);
      connection.on('close', () => world.listeners.delete(tell));
      connection.on('message', (data: Buffer) => {
        const { type, id } = JSON.parse(data.toString()) as { type: string; id?: string };
        if (type === 'connection_init') send({ type: 'connection_ack', connectionTimeoutMs: 300_000 });
        if (type !== 'subscribe' || id === undefined) return;
        subscriptions.add(id);
        send({ type: 'subscribe_success', id });
      });
    });
  });
}

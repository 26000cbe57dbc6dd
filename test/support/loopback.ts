import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Received {
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** The connection ends without an answer. */
  reset?: true;
}

export interface Loopback {
  url: string;
  received: Received[];
  close: () => void;
}

/** A server on this machine that keeps what it received and answers as it is told. */
export async function listen(answer: (request: Received) => Answer): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { method = '', url = '', headers } = request;
      const known: Received = { method, path: url, headers, body };
      received.push(known);
      const { reset = false, status = 200, headers: given = {}, body: content = '' } = answer(known);
      if (reset) request.socket.destroy();
      else response.writeHead(status, given).end(content);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, received, close };
}

/** What every client of a test is given: no credential is real. */
export const CLIENT = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'LOCALTESTS', secretAccessKey: 'local' },
  maxAttempts: 1,
};

import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { createFakeApi, type FakeApi } from './fake-api.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** As strict as where the application is served from, so that the tests see what it would refuse. */
const SECURITY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: https:; connect-src 'self' ws:; font-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'self'";

export interface FakeServer {
  url: string;
  api: FakeApi;
  close: () => Promise<void>;
}

/** Serves a build and the made-up API on one port of the loopback; `port` 0 takes a free one. */
export async function startFakeServer(
  folder: string,
  { people = 40, port = 0 }: { people?: number; port?: number } = {},
): Promise<FakeServer> {
  const api = createFakeApi(people);
  const server = createServer((request, response) => {
    void api.handle(request, response).then((handled) => {
      if (handled) return;
      const { pathname } = new URL(request.url ?? '/', 'http://fake');
      const asked = join(folder, pathname);
      const isFile = extname(pathname) !== '' && asked.startsWith(folder) && existsSync(asked);
      if (!isFile && extname(pathname) !== '') return void response.writeHead(404).end();
      const file = isFile ? asked : join(folder, 'index.html');
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': SECURITY,
        'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
      createReadStream(file).pipe(response);
    });
  });
  api.attach(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    api,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import type { Server } from 'node:http';
import type { Plugin } from 'vite';
import { createFakeApi } from './fake-api.ts';

/** The made-up API inside of Vite's development server; `PEOPLE=5000` for a crowd. */
export function fakeApiPlugin(): Plugin {
  return {
    name: 'fake-api',
    apply: 'serve',
    configureServer(server) {
      const api = createFakeApi(Number(process.env['PEOPLE'] ?? 40));
      if (server.httpServer !== null) api.attach(server.httpServer as Server);
      server.middlewares.use((request, response, next) => {
        api.handle(request, response).then((handled) => handled || next(), next);
      });
    },
  };
}

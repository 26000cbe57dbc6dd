/// <reference lib="webworker" />
import type { Told } from '../../shared/domain/notice.ts';
import { openTold, ring } from './push/ring.ts';

declare const self: ServiceWorkerGlobalScope;

/** Put in place of the name by the build: which files make this version of the application. */
declare const __PRECACHE__: { version: string; files: string[] };

const { version, files } = __PRECACHE__;
const CACHE = `coccinelle-${version}`;
/** How long a page waits for the network before the kept one is shown. */
const PATIENCE = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(files)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('coccinelle-') && name !== CACHE) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});

/** Sealed by the API for this browser alone. */
self.addEventListener('push', (event) => {
  if (event.data !== null) event.waitUntil(ring(self, event.data.json() as Told));
});

self.addEventListener('notificationclick', (event) => {
  event.waitUntil(openTold(self, event.notification));
});

/** What people wrote is never kept here: the API, sign-in and everything unknown go to the network as they are. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url.pathname)) event.respondWith(page(request));
    return;
  }
  if (files.includes(url.pathname)) event.respondWith(kept(request));
});

/** The application's own addresses; links to the API and to the stack's own pages are not. */
function isPage(path: string): boolean {
  return !/^\/(v1|webhooks|l|_local|event)(\/|$)/.test(path);
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return (await caches.match('/')) ?? Response.error();
  }
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

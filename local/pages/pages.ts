import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { LocalRoutes } from '../parts.ts';
import { type Answer, problem, write } from '../providers/http-exchange.ts';
import type { Simulation } from '../providers/simulation.ts';
import { ChangeStream } from './change-stream.ts';
import { deviceMessages, listDevices } from './devices.ts';

const BROWSER_FILES = join(import.meta.dirname, 'browser');
const FILES_PATH = '/_local/pages/';
const PAGES: Readonly<Record<string, string>> = {
  '/': 'start.html',
  '/_local/start': 'start.html',
  '/_local/phone': 'phone.html',
  '/_local/templates': 'templates.html',
};
/** The pages that show e-mails. */
const WITH_PHOTOS: ReadonlySet<string> = new Set(['phone.html', 'templates.html']);
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Nothing from elsewhere; e-mails, shown in sandboxed frames, inherit this. Where they are shown, photos come from
 * wherever they are, so that developers see their own; links and scripts stay shut.
 */
function policyOf(file: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data:${WITH_PHOTOS.has(file) ? ' https:' : ''}`,
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The start page and the prospects' phones. */
export function createPages(simulation: Simulation): LocalRoutes & { close(): void } {
  const stream = new ChangeStream((listener) => simulation.store.subscribe(listener));
  const files = new Set(readdirSync(BROWSER_FILES));
  const data: Readonly<Record<string, (query: URLSearchParams) => Answer>> = {
    '/_local/phone/data': (query) => phoneData(simulation, query.get('device')),
    '/_local/templates/data': () => catalogueData(simulation),
  };

  async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    const path = url.pathname;
    const file = PAGES[path] ?? (path.startsWith(FILES_PATH) ? path.slice(FILES_PATH.length) : undefined);
    const answer = data[path];
    const isStream = path === '/_local/phone/stream';
    if (file === undefined && answer === undefined && !isStream) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      write(response, problem(405, 'method-not-allowed', 'This is a page'));
    } else if (isStream) stream.open(response);
    else if (answer !== undefined) write(response, answer(url.searchParams));
    else if (file === undefined || !files.has(file))
      write(response, problem(404, 'not-found', 'There is no such file'));
    else sendFile(response, file);
    return true;
  }

  return { handle, close: () => stream.close() };
}

function phoneData(simulation: Simulation, device: string | null): Answer {
  const { store, faults } = simulation;
  const devices = listDevices(store.messages.values());
  const shown = devices.find(({ address }) => address === device) ?? devices[0];
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      now: simulation.now(),
      settings: store.settings,
      faults: faults.list(),
      devices,
      device: shown ?? null,
      messages: shown ? deviceMessages(store.messages.values(), shown.address) : [],
    },
  };
}

/** What the catalogue shows around the API's previews: who they come from, and when. */
function catalogueData(simulation: Simulation): Answer {
  const body = { now: simulation.now(), senders: simulation.options.defaultSenders ?? {} };
  return { status: 200, headers: { 'cache-control': 'no-store' }, body };
}

function sendFile(response: ServerResponse, file: string): void {
  const headers = {
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-store',
    'content-security-policy': policyOf(file),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  write(response, { status: 200, headers, body: readFileSync(join(BROWSER_FILES, file), 'utf8') });
}

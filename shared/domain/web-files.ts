/** One file of the agents' application. */
export interface WebFile {
  /** From the root of the application, with slashes: `assets/index-3f2a.js`. */
  path: string;
  content: Uint8Array;
}

/** How a file is handed out. */
export interface FileHeaders {
  'content-type': string;
  'cache-control': string;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

/** Below this, names carry a hash of the content: what has a name never changes. */
export const HASHED = 'assets/';

export function fileHeaders(path: string): FileHeaders {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return {
    'content-type': TYPES[ending] ?? 'application/octet-stream',
    'cache-control': path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

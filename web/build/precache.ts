import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** What the service worker's source says where the list of files goes. */
const PLACEHOLDER = '__PRECACHE__';

/** Public files that the application needs without a network. */
const PUBLIC_FILES = ['/', '/manifest.webmanifest', '/icon.svg'];

/**
 * Writes into `sw.js` which files make this build and a name that changes with them. Hashed files are named by their
 * content; the page that names them all stands for the rest.
 */
export function precache(): Plugin {
  return {
    name: 'precache',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
        const version = createHash('sha256').update(files.toSorted().join('\n')).digest('hex').slice(0, 12);
        const list = { version, files: [...PUBLIC_FILES, ...files.map((name) => `/${name}`)] };
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk' || !worker.code.includes(PLACEHOLDER)) {
          throw new Error(`The service worker has no place for the list of files: ${PLACEHOLDER}`);
        }
        worker.code = worker.code.replace(PLACEHOLDER, JSON.stringify(list));
      },
    },
  };
}

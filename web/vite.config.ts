import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileEarly } from './build/compile-early.ts';
import { precache } from './build/precache.ts';
import { runAhead } from './build/run-ahead.ts';
import { fakeApiPlugin } from './dev/fake-api-plugin.ts';

/** `web/dev` is loaded by the development server alone: nothing of it can reach `dist/web`. */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [react(), ...(command === 'serve' ? [fakeApiPlugin()] : [runAhead(), compileEarly(), precache()])],
  server: { port: Number(process.env['WEB_PORT'] ?? 3420), strictPort: true, host: '127.0.0.1' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows files of the same origin, not text inside others.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        index: 'web/index.html',
        ahead: 'web/src/ahead.ts',
        'service-worker': 'web/src/service-worker.ts',
      },
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? 'sw.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        // One chunk of what changes seldom: it stays in people's caches from one version to the next.
        codeSplitting: {
          groups: [
            {
              // What the pages beside the inbox share: one file in place of a dozen small ones, whose names alone
              // would weigh on the first load.
              name: 'pages',
              test: /web\/src\/(manage\/|ui\/(choice|select-field)|prospects\/(person-link|queries))/,
              includeDependenciesRecursively: false,
            },
            {
              name: 'menus',
              test: /web\/src\/(ui\/menu|shell\/(account-menu-content|more-places-menu))/,
              includeDependenciesRecursively: false,
            },
            {
              name: 'vendor',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack|openapi-fetch|wouter|tinykeys|regexparam|use-sync-external-store)\//,
            },
          ],
        },
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
}));

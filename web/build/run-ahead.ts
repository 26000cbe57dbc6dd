import type { Plugin } from 'vite';

/**
 * Names `ahead.ts` before everything else in the page. The application imports the same file, and a browser runs it
 * once: as soon as it is there, without waiting for what the application is made of.
 */
export function runAhead(): Plugin {
  return {
    name: 'run-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunk = Object.values(bundle).find(({ type, name }) => type === 'chunk' && name === 'ahead');
        if (chunk === undefined) throw new Error('The build has no file that runs ahead');
        const attrs = { type: 'module', crossorigin: true, src: `/${chunk.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' as const }];
      },
    },
  };
}

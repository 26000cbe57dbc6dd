import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Of its own package.json an AWS client reads the version alone, for the user agent: the rest, 2 KB each, stays out. */
export const awsClientVersions: Plugin = {
  name: 'aws-client-versions',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

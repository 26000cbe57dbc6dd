import { dirname, join } from 'node:path';
import { build as buildApplication } from 'vite';
import { buildBundles } from './build-bundles.ts';
import { BUNDLES } from './bundles.ts';
import { packApplication } from './pack-application.ts';

const KIB = 1024;

try {
  const root = dirname(import.meta.dirname);
  const sizes = await buildBundles(root, BUNDLES);
  await buildApplication({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
  await packApplication(root);
  for (const [name, { bytes, limit }] of Object.entries(sizes)) {
    console.log(`${name.padEnd(16)} ${Math.ceil(bytes / KIB)} of ${limit / KIB} KB`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

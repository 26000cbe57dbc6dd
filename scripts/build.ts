import { dirname, join } from 'node:path';
import { build as buildApplication } from 'vite';
import { buildBundles } from './build-bundles.ts';
import { BUNDLES } from './bundles.ts';

const KIB = 1024;

try {
  const sizes = await buildBundles(dirname(import.meta.dirname), BUNDLES);
  for (const [name, { bytes, limit }] of Object.entries(sizes)) {
    console.log(`${name.padEnd(16)} ${Math.ceil(bytes / KIB)} of ${limit / KIB} KB`);
  }
  await buildApplication({
    configFile: join(import.meta.dirname, '../web/vite.config.ts'),
    logLevel: 'warn',
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { dirname } from 'node:path';
import { buildBundles } from './build-bundles.ts';
import { BUNDLES } from './bundles.ts';
import { packApplication } from './pack-application.ts';

const KIB = 1024;

try {
  const root = dirname(import.meta.dirname);
  const sizes = await buildBundles(root, BUNDLES);
  await packApplication(root);
  for (const [name, { bytes, limit }] of Object.entries(sizes)) {
    console.log(`${name.padEnd(16)} ${Math.ceil(bytes / KIB)} of ${limit / KIB} KB`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

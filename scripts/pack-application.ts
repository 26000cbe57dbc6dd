import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Lays the built application beside the function that puts it in place at a deployment. */
export async function packApplication(root: string): Promise<void> {
  const built = join(root, 'dist/web');
  if (!existsSync(built)) return;
  const packed = join(root, 'dist/lambdas/publish-application/web');
  await rm(packed, { recursive: true, force: true });
  await cp(built, packed, { recursive: true, preserveTimestamps: true });
}

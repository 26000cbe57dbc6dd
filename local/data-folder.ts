import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes a data folder for this process: two stacks writing to one would spoil it.
 * @param fresh empties it first.
 * @returns what gives it back.
 * @throws Error when a living process has it.
 */
export function claimFolder(folder: string, fresh: boolean): () => void {
  const file = join(folder, 'running.pid');
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  if (owner !== undefined && isAlive(owner)) {
    throw new Error(
      `${folder} is in use by process ${owner}. Stop it, or delete ${file} if it is something else.`,
    );
  }
  if (fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

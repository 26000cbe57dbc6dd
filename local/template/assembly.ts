import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, '../..');
const BUNDLE_SOURCES = ['lambdas', 'shared', 'scripts', 'package-lock.json'];
// Bundles with one content are one asset, so which folder a function runs from depends on what is in them.
const APP_SOURCES = [
  'dist/lambdas',
  'bin/app.ts',
  'lib',
  'shared',
  'package-lock.json',
  'local/template/assembly.ts',
];

/** Somebody who holds the lock longer than this has died. */
const LONGEST_PREPARATION_MILLISECONDS = 60_000;

/** Bundles and synthesises what is missing or older than its sources. @returns the folder of the assembly. */
export async function prepareAssembly(log: (line: string) => void): Promise<string> {
  const assembly = join(ROOT, 'dist/assembly');
  if (isFresh(assembly)) return assembly;
  const release = await lock(join(ROOT, 'dist/.preparing'));
  try {
    if (!isNewer(join(ROOT, 'dist/sizes.json'), BUNDLE_SOURCES)) {
      log('Bundling the functions');
      await node(['scripts/build.ts'], {});
    }
    if (!isNewer(join(assembly, 'manifest.json'), APP_SOURCES)) {
      log('Synthesising the stack');
      await synthesise(assembly);
    }
  } finally {
    release();
  }
  return assembly;
}

function isFresh(assembly: string): boolean {
  return (
    isNewer(join(ROOT, 'dist/sizes.json'), BUNDLE_SOURCES) &&
    isNewer(join(assembly, 'manifest.json'), APP_SOURCES)
  );
}

/** Runs the CDK app for the stage `local`; the result appears whole or not at all. */
async function synthesise(assembly: string): Promise<void> {
  const draft = `${assembly}.${process.pid}`;
  // The functions run from dist, so nothing needs a copy of the bundles.
  const context = { stage: 'local', 'aws:cdk:disable-asset-staging': true };
  await node(['bin/app.ts'], {
    CDK_OUTDIR: draft,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_VALIDATION: 'false',
  });
  rmSync(assembly, { recursive: true, force: true });
  renameSync(draft, assembly);
}

async function node(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<void> {
  try {
    await run(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...environment } });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`${args.join(' ')} failed:\n${said.trim()}`, { cause: error });
  }
}

/** True when `file` exists and none of the sources was changed after it. */
function isNewer(file: string, sources: readonly string[]): boolean {
  if (!existsSync(file)) return false;
  const written = statSync(file).mtimeMs;
  return sources.every((source) => lastChange(join(ROOT, source)) <= written);
}

function lastChange(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}

/** Several stacks may start at once: one prepares, the others wait and find it done. */
async function lock(path: string): Promise<() => void> {
  mkdirSync(join(path, '..'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(path);
      return () => rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const isAbandoned =
        existsSync(path) && Date.now() - statSync(path).mtimeMs > LONGEST_PREPARATION_MILLISECONDS;
      if (isAbandoned) rmSync(path, { recursive: true, force: true });
      await sleep(50);
    }
  }
}

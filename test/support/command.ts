import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = join(import.meta.dirname, '../..');
/** What was compiled once need not be again: a third of what a command takes. */
const CACHE = join(ROOT, 'node_modules/.cache/compiled');

export interface CommandOutcome {
  code: number | null;
  output: string;
  errors: string;
}

/** Runs one of the operators' commands as npm would; an input that is no text is given as JSON. */
export async function runCommand(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input: unknown = '',
): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: CACHE, ...env },
  });
  // A command that does not read its input may have ended before it was written.
  child.stdin.on('error', () => {});
  child.stdin.end(typeof input === 'string' ? input : JSON.stringify(input));
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { code, output, errors };
}

/** What the SDK needs to sign with; emulations take any. */
export const TEST_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
